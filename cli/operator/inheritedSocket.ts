import { RegistryError } from '../../server/contract/errors.ts';

/** The first descriptor that is handed over; those before it are standard input, output and error. */
const FIRST = 3;

/**
 * The descriptor of the socket that whoever started this process listens at already, as systemd does for a `.socket` unit:
 * connections then wait while the registry is restarted, and none is refused. Throws `INVALID_CONFIG` where there are several.
 */
export function inheritedSocket(
  { LISTEN_PID: forPid, LISTEN_FDS: count }: Readonly<Record<string, string | undefined>>,
  pid: number,
): number | undefined {
  // Meant for another process where the number is another's: the variables are inherited further than the sockets.
  if (forPid !== String(pid) || count === undefined) return undefined;
  if (count === '1') return FIRST;
  throw new RegistryError(
    'INVALID_CONFIG',
    `The registry listens at one socket, and ${count} are handed over`,
    {
      hint: 'Name one ListenStream in the .socket unit.',
    },
  );
}
