/** The grammar of image names, as container runtimes read them: `github.com/distribution/reference` 0.6, `regexp.go`. */

const domainPart = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const host = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])`;
const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';

/** Parts of the grammar, as regular expressions that JavaScript and RE2 read alike. */
export const imageGrammar = {
  registry: `${host}(?::[0-9]+)?/`,
  repository: `${part}(?:/${part})*`,
  tag: ':\\w[\\w.-]{0,127}',
  digest: '@sha256:[0-9a-f]{64}',
} as const;
export const longestRepository = 255;

const { registry, repository: path, tag } = imageGrammar;
const imageName = new RegExp(`^(?:${registry})?(?<repository>${path})(?:${tag})?$`);

/** True for what may stand before the digest of an image: `registry:port/repository:tag`, registry and tag optional. */
export function isImageName(text: string): boolean {
  const repository = imageName.exec(text)?.groups?.['repository'];
  return repository !== undefined && repository.length <= longestRepository;
}
