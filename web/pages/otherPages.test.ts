import { describe, expect, it } from 'vitest';
import { openApiDocument } from '../../server/contract/openapi.ts';
import { elementsNamed, expectSoundPage } from '../testing/parsedHtml.ts';
import { assets, listedSample, mineSample, registryUrl, viewer } from '../testing/samples.ts';
import { myFunctionsPage } from './admin/myFunctions.tsx';
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

describe("the viewer's own functions", () => {
  it('lead to their drafts, and to the Hub where published', () => {
    const functions = [mineSample(), mineSample({ id: 'fn_2', status: 'modified', name: hostile })];
    const html = myFunctionsPage({ assets, registryUrl, viewer, functions });
    expectSoundPage(html);
    const hrefs = elementsNamed(html, 'a').map(({ attributes }) => attributes.href);
    expect(hrefs.filter((href) => href?.startsWith('/admin/functions/'))).toEqual([
      `/admin/functions/${mineSample().id}`,
      '/admin/functions/fn_2',
    ]);
    expect(hrefs.filter((href) => href === '/functions/alice/image-resizer')).toHaveLength(1);
  });

  it('begin with how to push', () => {
    const html = myFunctionsPage({ assets, registryUrl, viewer, functions: [] });
    expectSoundPage(html);
    expect(html).toContain('You have pushed nothing yet.');
  });

  it('say how to push with git, where there is something and where there is nothing', () => {
    for (const functions of [[], [mineSample()]]) {
      const html = myFunctionsPage({ assets, registryUrl, viewer, functions });
      expectSoundPage(html);
      const text = html.replace(/<[^>]*>/g, '');
      for (const line of ['aerostack functions push', 'aerostack remote add', 'git push aerostack main'])
        expect(text).toContain(line);
    }
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
