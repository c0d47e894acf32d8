import { expect, it } from 'vitest';
import { readmeImages } from './readmeImages.ts';

it('finds the images of Markdown and HTML, each once', () => {
  const markdown = [
    '![a](docs/a.png) ![b](./b.JPG "Title") [![c](c.gif)](https://example.org) ![d][ref] ![e](<my shot.webp>)',
    '[ref]: docs/d.jpeg',
    '<p align="center"><img width="10" src="docs/f.png" alt="x"></p><IMG SRC=\'g.png\'/>',
    '![a](docs/a.png?raw=true#x) ![h](my%20h.png)',
  ].join('\n');
  expect(readmeImages(markdown).sort()).toEqual(
    [
      'docs/a.png',
      './b.JPG',
      'c.gif',
      'my shot.webp',
      'docs/d.jpeg',
      'docs/f.png',
      'g.png',
      'my h.png',
    ].sort(),
  );
});

it('leaves out what is elsewhere, of another kind, or in a code block', () => {
  const markdown =
    '![](https://e/a.png) ![](//e/b.png) ![](/c.png) ![](data:image/png;base64,x.png) ![](d.svg)\n```\n![](e.png)\n```\n';
  expect(readmeImages(markdown)).toEqual([]);
});

it.each(['![', '![a](', '<img ', '[a]:', '```\n', '![![]'])('is quick on many of %j', (part) => {
  const started = process.cpuUsage();
  readmeImages(part.repeat(20_000));
  expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
});
