import * as z from 'zod';
import { SCOPES } from './requests.ts';

export const diagnostic = z.object({
  path: z.string(),
  /** From 1; 0 where the finding is about the whole file. */
  line: z.number().int(),
  column: z.number().int(),
  severity: z.enum(['error', 'warning']),
  code: z.string(),
  message: z.string(),
});
/** One finding about a function's files. */
export type Diagnostic = z.infer<typeof diagnostic>;

const status = z.enum(['draft', 'published', 'modified']);
/** `modified`: published, and changed since. */
export type Status = z.infer<typeof status>;

export const pushed = z.object({
  id: z.string(),
  slug: z.string(),
  author: z.string(),
  /** The version stated, else the one that publishing now would take. */
  version: z.string(),
  status,
  /** A path on the Hub. */
  url: z.string(),
  /** An absolute URL. */
  adminUrl: z.string(),
  warnings: z.array(z.string()),
});
export type Pushed = z.infer<typeof pushed>;

export const upserted = pushed.extend({ action: z.enum(['created', 'updated', 'unchanged']) });
export type Upserted = z.infer<typeof upserted>;

export const published = pushed.omit({ adminUrl: true }).extend({
  status: z.literal('published'),
  /** `unchanged` where this version with these files was there before. */
  action: z.enum(['published', 'unchanged']),
  tag: z.string(),
  commit: z.string(),
  /** The oid of the version's folder: its identity. */
  tree: z.string(),
});
export type Published = z.infer<typeof published>;

const metadata = {
  name: z.string(),
  description: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
  language: z.string(),
  runtime: z.string(),
  license: z.string(),
};

const sources = {
  readme: z.string(),
  entrypoint: z.string(),
  /** The text of the entrypoint. */
  code: z.string(),
  files: z.record(z.string(), z.string()),
  config_schema: z.record(z.string(), z.unknown()),
};

export const draft = pushed.extend({
  ...metadata,
  ...sources,
  /** Path to base64. */
  assets: z.record(z.string(), z.string()),
  /** As git fetches it from the owner's private URL: `drafts/<id>` or `functions/<slug>`. */
  branch: z.string(),
  /** The tip of the draft's branch; also the ETag. */
  commit: z.string(),
  source: z.string(),
  /** ISO 8601. */
  updatedAt: z.string(),
});
export type Draft = z.infer<typeof draft>;

export const mine = z.object({
  functions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      slug: z.string(),
      version: z.string(),
      status,
      source: z.string(),
      commit: z.string(),
      updatedAt: z.string(),
      url: z.string(),
      adminUrl: z.string(),
    }),
  ),
});
export type Mine = z.infer<typeof mine>;

const sizeReport = z.object({
  files: z.number().int(),
  bytes: z.number().int(),
  /** At most five, largest first. */
  largest: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
});
/** How large a function is, in bytes. */
export type SizeReport = z.infer<typeof sizeReport>;

export const validated = z.object({
  ok: z.boolean(),
  diagnostics: z.array(diagnostic),
  size: sizeReport.optional(),
});
export type Validated = z.infer<typeof validated>;

export const listed = z.object({
  functions: z.array(
    z.object({
      id: z.string(),
      slug: z.string(),
      ...metadata,
      version: z.string(),
      author_username: z.string(),
      star_count: z.number().int(),
      clone_count: z.number().int(),
      updated_at: z.string(),
      url: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
  total: z.number().int(),
});
export type Listed = z.infer<typeof listed>;

export const functionAnswer = z.object({
  function: z.object({
    id: z.string(),
    slug: z.string(),
    ...metadata,
    ...sources,
    version: z.string(),
    status: z.literal('published'),
    author_username: z.string(),
    star_count: z.number().int(),
    clone_count: z.number().int(),
    url: z.string(),
    /** An absolute URL, from which git clones all that the author has published. */
    clone_url: z.string(),
    tag: z.string(),
    commit: z.string(),
    tree: z.string(),
    published_at: z.string(),
  }),
});
export type FunctionAnswer = z.infer<typeof functionAnswer>;

const takenDownVersion = z.object({
  version: z.string(),
  /** ISO 8601. */
  date: z.string(),
  publisher: z.string(),
  /** What it was: an installed copy can be told by it. */
  tree: z.string(),
  /** ISO 8601. */
  takenDownAt: z.string(),
  reason: z.string(),
});
export type TakenDown = z.infer<typeof takenDownVersion>;

export const versions = z.object({
  versions: z.array(
    z.object({
      version: z.string(),
      id: z.string(),
      tag: z.string(),
      commit: z.string(),
      tree: z.string(),
      /** ISO 8601. */
      date: z.string(),
      publisher: z.string(),
    }),
  ),
  /** What the operator took down: these numbers stay taken, and nothing of their content is left. */
  takenDown: z.array(takenDownVersion).optional(),
});
export type Versions = z.infer<typeof versions>;

export const installManifest = z.object({
  id: z.string(),
  /** `feature` has a route or tables to wire up, `utility` is only imported. */
  type: z.enum(['feature', 'utility']),
  slug: z.string(),
  ...metadata,
  author: z.string(),
  version: z.string(),
  starCount: z.number().int(),
  cloneCount: z.number().int(),
  npmDependencies: z.array(z.string()),
  envVars: z.array(z.string()),
  routeExport: z.string(),
  routePath: z.string(),
  /** The path of the file with the Drizzle tables, or `""`. */
  drizzleSchema: z.string(),
  entrypoint: z.string(),
  files: z.array(z.object({ path: z.string(), content: z.string(), oid: z.string() })),
  /** Images; their bytes are at `/raw/<author>/<slug>@<version>/<path>`. */
  assets: z.array(z.object({ path: z.string(), oid: z.string(), size: z.number().int() })),
  tag: z.string(),
  commit: z.string(),
  tree: z.string(),
  publishedAt: z.string(),
});
export type InstallManifest = z.infer<typeof installManifest>;

export const starred = z.object({ starred: z.boolean(), star_count: z.number().int() });

export const keyOwner = z.object({
  keyType: z.literal('account'),
  userId: z.string(),
  email: z.string(),
  name: z.string(),
  username: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  /** An absolute URL: what the account has published, and where pushes of it go. */
  gitUrl: z.string(),
  /** An absolute URL: drafts and slug branches as well; asks for a key. */
  privateGitUrl: z.string(),
});
export type KeyOwner = z.infer<typeof keyOwner>;

export const token = z.object({
  /** A key of all scopes. */
  token: z.string(),
  /** ISO 8601. */
  expiresAt: z.string(),
});

const key = z.object({
  id: z.string(),
  name: z.string(),
  /** The first characters of the secret, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  functions: z.array(z.string()),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export const keys = z.object({ keys: z.array(key) });
export const createdKey = key.extend({ key: z.string() });
export type ApiKey = z.infer<typeof key>;
export type CreatedKey = z.infer<typeof createdKey>;

export const sessions = z.object({
  sessions: z.array(
    z.object({
      id: z.string(),
      /** What it was started with, such as `Firefox on Linux`. */
      device: z.string(),
      /** ISO 8601. */
      createdAt: z.string(),
      lastUsedAt: z.string(),
      expiresAt: z.string(),
      /** Whether it is the one that asks. */
      current: z.boolean(),
    }),
  ),
});
export type Sessions = z.infer<typeof sessions>;

export const passwordChanged = z.object({
  /** What stands for the session from now on that asked; `null` where a key did, which stays. */
  token: z.string().nullable(),
  /** ISO 8601. */
  expiresAt: z.string().nullable(),
});

/** The answer of an endpoint that has none. */
export const empty = z.void();
