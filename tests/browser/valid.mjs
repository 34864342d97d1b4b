// The Nu HTML checker finds no error in any page of the run.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

export const valid = ({ site, check }) => {
  const said = spawnSync('java', ['-Xss4m', '-jar', jar, '--skip-non-html', '--errors-only', '--format', 'json', site], {
    maxBuffer: 1 << 28, encoding: 'utf8',
  });
  const { messages } = JSON.parse(said.stderr || '{"messages":[{"message":"the checker said nothing"}]}');
  const kinds = new Map();
  for (const { message, url, extract } of messages) {
    const kind = kinds.get(message) ?? { many: 0, url, extract };
    kind.many += 1;
    kinds.set(message, kind);
  }
  check(said.status === 0 || kinds.size > 0, `the HTML checker ran (${said.status}) ${said.error ?? ''}`);
  for (const [message, { many, url, extract }] of kinds) {
    check(false, `HTML, ${many} times: ${message} ${url} ${extract ?? ''}`);
  }
};
