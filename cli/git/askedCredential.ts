/** What git asks a credential helper for. */
export interface AskedCredential {
  /** The origin that the credential would be sent to, such as `https://functions.example.org`. */
  readonly origin: string;
  readonly username: string | undefined;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?$/;

/** Parses the lines that git writes to a helper; nothing for what is asked about anything but an HTTP server. */
export function parseAskedCredential(text: string): AskedCredential | undefined {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') break;
    const [, name, value] = /^([^=]*)=(.*)$/s.exec(line) ?? [];
    if (name !== undefined && value !== undefined) fields.set(name, value);
  }
  const origin = originOf(fields.get('protocol'), fields.get('host'));
  return origin === undefined ? undefined : { origin, username: fields.get('username') || undefined };
}

/**
 * Not by a parser of URLs: it would take much for the name of a host that git resolves to another, or that stands only
 * before a real one, and the key would go there.
 */
function originOf(protocol = '', host = ''): string | undefined {
  const port = DEFAULT_PORTS[protocol];
  const name = host.toLowerCase();
  if (port === undefined || !HOST.test(name)) return undefined;
  return `${protocol}://${name.replace(new RegExp(`:${port}$`), '')}`;
}
