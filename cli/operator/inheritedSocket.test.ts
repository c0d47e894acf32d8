import { expect, test } from 'vitest';
import { inheritedSocket } from './inheritedSocket.ts';

test('a socket is taken over only where it is meant for this very process', () => {
  expect(inheritedSocket({ LISTEN_PID: '42', LISTEN_FDS: '1' }, 42)).toBe(3);
  expect(inheritedSocket({ LISTEN_PID: '41', LISTEN_FDS: '1' }, 42)).toBeUndefined();
  expect(inheritedSocket({ LISTEN_PID: '42' }, 42)).toBeUndefined();
  expect(inheritedSocket({}, 42)).toBeUndefined();
});

test('several sockets are refused', () => {
  expect(() => inheritedSocket({ LISTEN_PID: '42', LISTEN_FDS: '2' }, 42)).toThrow(
    expect.objectContaining({ code: 'INVALID_CONFIG' }),
  );
});
