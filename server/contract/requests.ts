import * as z from 'zod';
import { ACTIVITY_KINDS, CATEGORIES, LANGUAGES, SORTS } from './vocabulary.ts';

/** A field that clients may send as `""` or `null` where they mean that it is absent. */
const lenient = <T extends z.ZodType>(type: T) =>
  z.preprocess((value) => (value === '' || value === null ? undefined : value), type.optional());

const text = lenient(z.string());
const texts = lenient(z.record(z.string(), z.string()));

const metadata = {
  name: text,
  slug: text,
  description: text,
  category: text,
  language: text,
  runtime: text,
  license: text,
  version: text,
  entrypoint: text,
  routePath: text,
  routeExport: text,
  tags: lenient(z.array(z.string())),
  npmDependencies: lenient(z.array(z.string())),
  envVars: lenient(z.array(z.string())),
  drizzleSchema: lenient(z.union([z.string(), z.boolean()])),
  include: lenient(z.array(z.string())),
};

const content = {
  /** The text of the entrypoint. */
  code: text,
  readme: text,
  /** Path to UTF-8 text. */
  files: texts,
  /** Path to base64 of an image. */
  assets: texts,
  /** The whole aerostack.json. */
  config_schema: lenient(z.record(z.string(), z.unknown())),
  /** The commit the files were taken from, where the client knows one. */
  sourceCommit: text,
  /** The web address of the repository that commit is in; without credentials. */
  sourceRepository: text,
};

/** What a push, a validation and an upsert send; unknown keys are ignored. */
export const draftRequest = z.object({ ...metadata, ...content });
export type DraftRequest = z.infer<typeof draftRequest>;

export const ciRequest = z.object({
  ...metadata,
  ...content,
  publish: lenient(z.boolean()),
  allowSecrets: lenient(z.boolean()),
});
export type CiRequest = z.infer<typeof ciRequest>;

/** The longest message, in characters. */
export const MAX_MESSAGE_CHARS = 200;

const message = z
  .string()
  .regex(
    /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]*$/u,
    'must be one line without control characters',
  )
  .trim()
  .max(MAX_MESSAGE_CHARS);

export const importRequest = z.object({
  /** `[github:]owner/repo[/path][#ref]`, or an address on github.com. */
  repository: z.string().max(500),
});
export type ImportRequest = z.infer<typeof importRequest>;

/** An edit: what is absent stays as it is, a file set to `null` is removed. */
export const editRequest = z.object({
  ...metadata,
  ...content,
  files: lenient(z.record(z.string(), z.string().nullable())),
  assets: lenient(z.record(z.string(), z.string().nullable())),
  /** The commit's subject; absent, the registry's own words. */
  message: lenient(message),
});
export type EditRequest = z.infer<typeof editRequest>;

export const publishRequest = z.object({
  /** `patch`, `minor`, `major` or an exact version. */
  bump: text,
  allowSecrets: lenient(z.boolean()),
});
export type PublishRequest = z.infer<typeof publishRequest>;

export const listQuery = z.object({
  search: lenient(z.string().max(200)),
  category: lenient(z.enum(CATEGORIES)),
  tag: lenient(z.string().max(40)),
  language: lenient(z.enum(LANGUAGES)),
  author: lenient(z.string().max(64)),
  sort: lenient(z.enum(SORTS)),
  limit: lenient(z.coerce.number().int().min(1).max(100)),
  cursor: lenient(z.string().max(500)),
});
export type ListQuery = z.infer<typeof listQuery>;

/** What of an account's activity to show. */
export const activityQuery = z.object({
  kind: lenient(z.enum(ACTIVITY_KINDS)),
  cursor: lenient(z.string().max(500)),
});

/** `version`: an exact version or a semver range; absent, the highest stable one. */
export const versionQuery = z.object({ version: lenient(z.string().max(100)) });

export const SCOPES = ['read', 'push', 'publish'] as const;
/** What a key allows; each is granted by itself. */
export type Scope = (typeof SCOPES)[number];

export const keyRequest = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scopes: z.array(z.enum(SCOPES)).min(1),
  /** ISO 8601; absent, the key does not expire. */
  expiresAt: z.iso.datetime().optional(),
  /** Slugs the key is limited to; absent, all of the account's. */
  functions: z.array(z.string()).min(1).optional(),
});
export type KeyRequest = z.infer<typeof keyRequest>;

export const passwordRequest = z.object({
  currentPassword: z.string().max(1024),
  newPassword: z.string().max(1024),
});
export type PasswordRequest = z.infer<typeof passwordRequest>;

export const loginRequest = z.object({ email: z.string().max(320), password: z.string().max(1024) });
export const registerRequest = z.object({
  username: z.string().max(100),
  email: z.email().max(320),
  password: z.string().max(1024),
  invitation: z.string().max(100).optional(),
});
