import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../server/contract/openapi.ts';
import { elementsNamed, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, listedSample, registryUrl, viewer } from '../testing/samples.ts';
import { apiReferencePage } from './apiReference.tsx';
import { errorPage } from './error.tsx';
import { loginPage } from './login.tsx';
import { userPage } from './user.tsx';

const hostile = '"><script>alert(1)</script>\u202e';

describe('the page of an author', () => {
  const user = {
    assets,
    registryUrl,
    username: 'alice',
    functions: [listedSample()],
    total: 21,
    nextCursor: 'more',
  };

  it('lists what was published and leads on', () => {
    const html = userPage(user);
    expectSoundPage(html);
    expect(html).toContain('href="/functions/alice/image-resizer"');
    expect(html).toContain('21 functions');
    expect(html).toContain('href="/functions?author=alice&amp;sort=name&amp;cursor=more"');
  });

  it('says where nothing was', () => {
    const html = userPage({ ...user, functions: [], total: 0, nextCursor: null });
    expectSoundPage(html);
    expect(html).toContain('has not published anything yet');
  });
});

describe('the page to sign in', () => {
  it('asks for e-mail and password and knows where to go on', () => {
    const html = loginPage({ assets, next: '/admin?a="b"', isOpen: false, csrf: 'the-token' });
    expectSoundPage(html);
    expect(elementsNamed(html, 'form').at(-1)?.attributes).toMatchObject({
      method: 'post',
      action: '/login',
    });
    const inputs = elementsNamed(html, 'input').map(({ attributes }) => [attributes.name, attributes.value]);
    expect(inputs.filter(([name]) => name !== 'search')).toEqual([
      ['csrf', 'the-token'],
      ['next', '/admin?a="b"'],
      ['email', undefined],
      ['password', undefined],
    ]);
    expect(html).not.toContain('role="alert"');
  });

  it('says why it was refused', () => {
    const html = loginPage({
      assets,
      next: hostile,
      email: hostile,
      isOpen: true,
      csrf: hostile,
      error: hostile,
    });
    expectSoundPage(html);
    expect(html).toContain('role="alert"');
  });
});

describe('the page of an error', () => {
  it('names status, sentence, hint and request', () => {
    const html = errorPage({
      assets,
      status: 404,
      title: 'Not found',
      message: 'Not here.',
      hint: 'Look there.',
      requestId: 'r-1',
    });
    expectSoundPage(html);
    for (const part of ['404', 'Not found', 'Not here.', 'Look there.', 'r-1']) expect(html).toContain(part);
  });

  it('shows what a caller sent as text', () => {
    const html = errorPage({
      assets,
      viewer,
      status: 400,
      title: hostile,
      message: hostile,
      hint: hostile,
      requestId: hostile,
    });
    expectSoundPage(html);
    expect(html).not.toContain('\u202e');
  });
});

describe('the reference of the HTTP API', () => {
  it('tells every operation, its fields and every code of a refusal', () => {
    const document = openApiDocument(registryUrl);
    const html = apiReferencePage({ assets, registryUrl, document });
    expectSoundPage(html);
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods)) expect(html).toContain(`${method.toUpperCase()} ${path}`);
    }
    for (const text of ['npmDependencies', 'VERSION_EXISTS', 'Needs a key with the scope publish.'])
      expect(html).toContain(text);
  });
});
