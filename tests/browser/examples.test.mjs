// The reports of the real examples in headless Chromium: they stand alone, without an error, a
// request or a script, and show every row of the status in the language asked for.
//
//     REPORT_DIR=folder node --test examples.test.mjs
//
// The folder holds NAME-en.html, NAME-zh.html and NAME-status.json for each NAME in EXAMPLES.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = resolve(process.env.REPORT_DIR ?? '.');
const names = (process.env.EXAMPLES ?? '').split(' ').filter(Boolean);
assert.ok(names.length > 0, 'EXAMPLES names no example');

let browser;
before(async () => {
    browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
               '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
});
after(async () => { await browser?.close(); });

for (const name of names) {
    for (const language of ['en', 'zh']) {
        test(`${name} in ${language}`, async () => {
            const status = JSON.parse(readFileSync(join(folder, `${name}-status.json`), 'utf8'));
            const context = await browser.newContext({ javaScriptEnabled: false,
                                                       viewport: { width: 1280, height: 900 } });
            const page = await context.newPage();
            const faults = [];
            page.on('console', message => faults.push(message.text()));
            page.on('pageerror', error => faults.push(String(error)));
            const file = pathToFileURL(join(folder, `${name}-${language}.html`)).href;
            page.on('request', request => { if (request.url() !== file) faults.push(request.url()); });
            await page.goto(file);
            const text = await page.locator('body').innerText();
            const title = language === 'zh' ? status.contract.title.zh : status.contract.title.en;
            assert.ok(text.includes(title), `the title ${title} is shown`);
            for (const row of status.instances.filter(one => one.form === 'instance')) {
                const shown = await page.locator(`[data-row="${row.id}"]`).count();
                assert.ok(shown > 0, `${row.id} is shown`);
            }
            await page.screenshot({ path: join(folder, `${name}-${language}.png`), fullPage: true });
            assert.deepEqual(faults, []);
            await context.close();
        });
    }
}
