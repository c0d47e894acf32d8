import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { templateRoute } from './index';

const app = new Hono().route('/api/template-slug', templateRoute);
const get = (query: string) => app.request(`/api/template-slug${query}`);

describe('the route', () => {
  it('greets by name', async () => {
    const response = await get('?name=Ada');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ greeting: 'Hello, Ada!' });
  });

  it.each(['', '?name=', '?name=%20', `?name=${'a'.repeat(101)}`])('refuses %j', async (query) => {
    const response = await get(query);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.stringContaining('?name=') });
  });
});
