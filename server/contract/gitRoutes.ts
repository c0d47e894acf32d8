import type { OtherRoute } from './otherRoutes.ts';

const PUBLIC = '/git/{account}.git';
const PRIVATE = '/git/{account}/private.git';
const SERVICE = { service: ['git-upload-pack', 'git-receive-pack'] };

/** What git clients speak, over either URL of an account: where they fetch, and where its owner pushes. */
export const GIT_ROUTES: readonly OtherRoute[] = [
  ...routesOf(PUBLIC, 'Git', 'an account has published'),
  ...routesOf(PRIVATE, 'PrivateGit', 'an account has, drafts included'),
];

function routesOf(repository: string, name: string, what: string): OtherRoute[] {
  const needsKey = repository === PRIVATE;
  return [
    {
      path: `${repository}/info/refs`,
      operationId: `advertise${name}`,
      summary: `Begin a git fetch of what ${what}, or a push`,
      query: SERVICE,
      auth: needsKey ? 'basic' : 'basicToPush',
      contentTypes: SERVICE.service.map((service) => `application/x-${service}-advertisement`),
    },
    {
      path: `${repository}/git-upload-pack`,
      operationId: `fetch${name}`,
      summary: `Answer a git fetch of what ${what}`,
      ...exchange('git-upload-pack'),
      ...(needsKey ? { auth: 'basic' } : {}),
    },
    {
      path: `${repository}/git-receive-pack`,
      operationId: `push${name}`,
      summary: `Receive a git push by the owner, where git fetches what ${what}`,
      ...exchange('git-receive-pack'),
      auth: 'basic',
    },
  ];
}

function exchange(service: string): Pick<OtherRoute, 'method' | 'requestType' | 'contentTypes'> {
  return {
    method: 'post',
    requestType: `application/x-${service}-request`,
    contentTypes: [`application/x-${service}-result`],
  };
}
