import { Hono } from 'hono';

const MAX_NAME = 100;

/** Greets by name: `GET /` with `?name=`, answered as JSON. */
export const templateRoute = new Hono();

templateRoute.get('/', (c) => {
  const name = c.req.query('name')?.trim() ?? '';
  if (name === '' || name.length > MAX_NAME) {
    return c.json({ error: `Say who is greeted: ?name= with 1 to ${MAX_NAME} characters` }, 400);
  }
  return c.json({ greeting: `Hello, ${name}!` });
});
