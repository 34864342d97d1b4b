// A plain web server for the built site, as a school's or a province's would be.
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript',
  '.pdf': 'application/pdf', '.svg': 'image/svg+xml', '.png': 'image/png', '.webp': 'image/webp',
  '.jpg': 'image/jpeg', '.xml': 'application/xml', '.txt': 'text/plain', '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

/** What the page of a lesson or pack is called: the id of a discreet one leads to it. */
export const named = (site, id) => {
  const page = readFileSync(join(site, 'vi/xa-mau', `${id}.html`), 'utf8');
  const leads = page.match(/<meta content="?0; url=([^"'> ]+)\.html/);
  return leads ? leads[1] : id;
};

/** Serves a folder on a free port of this machine. */
export const serve = (folder) =>
  new Promise((done) => {
    const server = createServer((request, response) => {
      const path = normalize(decodeURIComponent(new URL(request.url, 'http://here').pathname));
      let file = join(folder, path);
      if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
      const found = existsSync(file);
      const type = types[extname(found ? file : '404.html')] ?? 'application/octet-stream';
      const text = /text|xml|json/.test(type);
      response.writeHead(found ? 200 : 404, {
        'content-type': type,
        'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ...(text && { 'content-encoding': 'gzip' }),
      });
      const stream = createReadStream(found ? file : join(folder, '404.html'));
      (text ? stream.pipe(createGzip()) : stream).pipe(response);
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      done({ address: `http://127.0.0.1:${port}`, close: () => server.close(), server });
    });
  });
