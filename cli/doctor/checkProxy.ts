import { access } from 'node:fs/promises';
import type { CliContext } from '../context.ts';
import { broken, type Check, fine } from './check.ts';

/** What of the environment decides how the registry is reached; nothing where it says nothing. */
export async function checkProxy({ env }: Pick<CliContext, 'env'>): Promise<Check[]> {
  const checks: Check[] = [];
  const proxy = env.https_proxy || env.HTTPS_PROXY || env.http_proxy || env.HTTP_PROXY;
  if (proxy && URL.canParse(proxy)) {
    // Only the host: the URL may hold a password.
    checks.push(fine('proxy', new URL(proxy).host));
  } else if (proxy) {
    checks.push(
      broken(
        'proxy',
        'The proxy that the environment names is not a URL',
        'Set it to http://host:port, or unset it.',
      ),
    );
  }
  const authorities = env.NODE_EXTRA_CA_CERTS;
  if (authorities) {
    const readable = await access(authorities).then(
      () => true,
      () => false,
    );
    checks.push(
      readable
        ? fine('certificates', `Also those of ${authorities}`)
        : broken(
            'certificates',
            `${authorities} cannot be read`,
            'Correct NODE_EXTRA_CA_CERTS, or unset it.',
          ),
    );
  }
  return checks;
}
