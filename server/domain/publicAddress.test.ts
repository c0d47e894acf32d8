import { expect, it } from 'vitest';
import { isPublicAddress } from './publicAddress.ts';

it.each([
  ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ...['169.254.169.254', '100.64.0.1', '198.18.0.1', '224.0.0.1', '255.255.255.255'],
  ...[
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ],
  ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1', '2001:db8::1', 'localhost', '', '1.2.3'],
])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

it.each([
  '140.82.121.6',
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '2606:50c0:8000::153',
  '::ffff:140.82.121.6',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));
