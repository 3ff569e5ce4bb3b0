/** The grammar of image names, as container runtimes read them: `github.com/distribution/reference` 0.6, `regexp.go`. */

const domainPart = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const host = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])`;
const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const imageName = new RegExp(`^(?:${host}(?::[0-9]+)?/)?(?<repository>${part}(?:/${part})*)(?::\\w[\\w.-]{0,127})?$`);
const longestRepository = 255;

/** True for what may stand before the digest of an image: `registry:port/repository:tag`, registry and tag optional. */
export function isImageName(text: string): boolean {
  const repository = imageName.exec(text)?.groups?.['repository'];
  return repository !== undefined && repository.length <= longestRepository;
}
