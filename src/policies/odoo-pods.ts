/** Finds the pods that run Odoo, and reads the settings that each of them runs with. */
import { isObject, type Json, type JsonObject } from '../model/manifest.ts';
import type { InventoryObject } from '../model/policy.ts';
import { remember } from '../model/remember.ts';
import { podTemplateOf } from './pod-template.ts';

export interface OdooPod {
  readonly object: InventoryObject;
  /**
   * `web` answers HTTP and websockets, `cron` runs scheduled actions, `program` is anything else: one process. A container
   * without a command is a server, as the image has it.
   */
  readonly role: 'web' | 'cron' | 'program';
  readonly spec: JsonObject;
  /** JSON pointer of the pod's spec in the manifest. */
  readonly specPointer: string;
  /** The first container. */
  readonly container: JsonObject;
  readonly containerPointer: string;
  /** What the command line sets, by key of `odoo.conf`; it counts more than the file. */
  readonly options: ReadonlyMap<string, string>;
  /** `odoo.conf`, the same for all pods. */
  readonly file: ReadonlyMap<string, string>;
}

/** The ConfigMap with `odoo.conf`: whatever mounts it runs Odoo. */
const config = 'odoo-config';

/** Every pod that mounts Odoo's configuration, in the order of the objects. `pod-template-readable` refuses one without a container. */
export const odooPodsOf: (objects: readonly InventoryObject[]) => readonly OdooPod[] = remember((objects) => {
  const file = fileSettings(objects);
  return objects.flatMap((object) => {
    const template = podTemplateOf(object.manifest);
    if (!template || !mountsConfig(template.spec)) return [];
    const main = template.containers.find(({ kind }) => kind === 'container');
    if (!main) return [];
    const { container } = main;
    const command = commandOf(container);
    const options = optionsIn(command);
    const specPointer = `${template.pointer}/spec`;
    return [
      {
        object,
        role: !runsServer(command) ? 'program' : options.has('no_http') ? 'cron' : 'web',
        spec: template.spec,
        specPointer,
        container,
        containerPointer: main.pointer,
        options,
        file,
      } satisfies OdooPod,
    ];
  });
});

/** A setting that counts something; NaN when it is unset or no whole number, so that every comparison with it fails. */
export function countSetting(pod: OdooPod, key: string): number {
  const text = settingOf(pod, key) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** A setting for messages: `limit_time_real (600)`. */
export function describeSetting(pod: OdooPod, key: string): string {
  return `${key} (${settingOf(pod, key) ?? 'unset'})`;
}

function settingOf({ options, file }: OdooPod, key: string): string | undefined {
  return options.get(key) ?? file.get(key);
}

function fileSettings(objects: readonly InventoryObject[]): ReadonlyMap<string, string> {
  const found = objects.find(
    ({ manifest: { kind, metadata } }) => kind === 'ConfigMap' && isObject(metadata) && metadata['name'] === config,
  );
  const data = found?.manifest['data'];
  const text = isObject(data) ? data['odoo.conf'] : undefined;
  return typeof text === 'string' ? settingsIn(text.split('\n')) : new Map();
}

function optionsIn(command: readonly string[]): ReadonlyMap<string, string> {
  const options = command.filter((word) => word.startsWith('--'));
  return new Map([...settingsIn(options)].map(([name, value]) => [name.slice(2).replaceAll('-', '_'), value]));
}

/** Pairs of `name=value`; a name alone has no text. */
function settingsIn(lines: readonly string[]): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const line of lines) {
    const at = line.indexOf('=');
    settings.set(line.slice(0, at === -1 ? line.length : at).trim(), at === -1 ? '' : line.slice(at + 1).trim());
  }
  return settings;
}

function mountsConfig({ volumes }: JsonObject): boolean {
  return (
    Array.isArray(volumes) &&
    volumes.some(
      (volume: Json) => isObject(volume) && isObject(volume['configMap']) && volume['configMap']['name'] === config,
    )
  );
}

/** Without a program of its own in the command, the container runs that of its image: the server. */
function runsServer(command: readonly string[]): boolean {
  return command.every((word) => word.startsWith('-')) || command.some((word) => /(^|\/)odoo$/.test(word));
}

function commandOf({ command, args }: JsonObject): readonly string[] {
  return [command, args].flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
}
