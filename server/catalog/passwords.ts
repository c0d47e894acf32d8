import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

interface Cost {
  /** log2 of scrypt's N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

const COST: Cost = { ln: 15, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const STORED = /^scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/;

/** Hashes a new password for storage as `scrypt$ln=15,r=8,p=1$<salt>$<hash>`; takes some 100 ms of a worker thread. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  const { ln, r, p } = COST;
  return `scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** Whether the password is the stored one. `undefined`, for an unknown account, takes the same time to refuse. */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const match = stored === undefined ? null : STORED.exec(stored);
  const [ln, r, p] = match ? match.slice(1, 4).map(Number) : [];
  const cost = match ? { ln: ln!, r: r!, p: p! } : COST;
  const salt = match ? Buffer.from(match[4]!, 'base64url') : Buffer.alloc(SALT_BYTES);
  const expected = match ? Buffer.from(match[5]!, 'base64url') : Buffer.alloc(HASH_BYTES);
  const hash = await derive(password, salt, cost);
  return timingSafeEqual(hash, expected) && match !== null;
}

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  // Node's own limit is just below what these parameters take.
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) => {
    // Keyboards differ in how they compose the same letter.
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
