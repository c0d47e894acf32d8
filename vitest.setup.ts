import { build } from './.ci/build.mjs';

/** Builds once before all tests, so that those which run the real binary run the present source. */
export default async function setup(): Promise<void> {
  await build();
}
