import { existsSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

const packed = path.join(path.dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
const home = path.join(tmpdir(), 'larder-chromium-153');

/** Unpacks beside and renames, so that a folder with this name is whole. */
async function unpack(): Promise<void> {
  const partial = mkdtempSync(`${home}-`);
  const { TMPDIR } = process.env;
  process.env.TMPDIR = partial; // where the package unpacks to
  try {
    for (const name of ['chromium.br', 'swiftshader.tar.br', 'fonts.tar.br', 'al2023.tar.br']) {
      await inflate(path.join(packed, name));
    }
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  renameSync(partial, home);
}

/** The headless Chromium of an npm package, with the libraries and the font that a bare Linux lacks; null elsewhere. */
export async function chromiumFromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  if (!existsSync(home)) await unpack();
  const fonts = path.join(home, 'fonts');
  const configuration = path.join(home, 'fontconfig');
  mkdirSync(configuration, { recursive: true });
  writeFileSync(
    path.join(configuration, 'fonts.conf'),
    `<?xml version="1.0"?><fontconfig><dir>${fonts}</dir><cachedir>${configuration}</cachedir></fontconfig>`,
  );
  return {
    executablePath: path.join(home, 'chromium'),
    args: ['--headless=shell', '--no-sandbox'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [path.join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_PATH: configuration,
    } as Record<string, string>,
  };
}
