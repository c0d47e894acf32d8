import { BlockList, isIP } from 'node:net';

const V4 = listOf('ipv4', [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
]);
const GLOBAL = listOf('ipv6', ['2000::/3']);
/** Ranges within the global one that lead elsewhere: to IPv4 addresses in disguise, or nowhere. */
const V6 = listOf('ipv6', ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether an IP address is one of the public Internet's: not of this machine, its network or a special use. */
export function isPublicAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return isPublicAddress(mapped);
  const kind = isIP(address);
  if (kind === 4) return !V4.check(address, 'ipv4');
  if (kind !== 6 || address.includes('%')) return false;
  return GLOBAL.check(address, 'ipv6') && !V6.check(address, 'ipv6');
}

function listOf(kind: 'ipv4' | 'ipv6', ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), kind);
  }
  return list;
}
