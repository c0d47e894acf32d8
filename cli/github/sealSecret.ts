import sodium from 'libsodium-wrappers';

/** Seals a secret so that only who has the private key to a public one can open it; both as base64, as GitHub has them. */
export async function sealSecret(secret: string, publicKey: string): Promise<string> {
  await sodium.ready;
  const key = sodium.from_base64(publicKey, sodium.base64_variants.ORIGINAL);
  const sealed = sodium.crypto_box_seal(sodium.from_string(secret), key);
  return sodium.to_base64(sealed, sodium.base64_variants.ORIGINAL);
}
