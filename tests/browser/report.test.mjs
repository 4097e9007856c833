// The HTML report in headless Chromium: stands alone, reads without scripts, says everything in both
// languages, keeps hostile texts texts, and prints on A4 landscape with its table heads repeated.
//
//     REPORT_DIR=folder node --test report.test.mjs
//
// The folder holds report-en.html, report-zh.html, report-both.html and status.json of the sample
// (report_test DIR). Screenshots and PDFs are left in it for people to look at. CHROMIUM names the
// browser, /usr/bin/chromium by default.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const folder = resolve(process.env.REPORT_DIR ?? '.');
const status = JSON.parse(readFileSync(join(folder, 'status.json'), 'utf8'));
const dated = status.instances.filter(row => row.form === 'instance');

const said = {
    en: ['What needs attention first', 'can no longer be met', 'teaches Benxi 26 experiences',
         'Our rights that lapse', 'silence confirms', 'only Benxi can confirm', 'Text only'],
    zh: ['首先应注意的事项', '已不能如期', '向本溪传授二十六项先进经验', '我方会失效的权利',
         '逾期视为确认', '只有本溪可以确认', '仅为文字'],
};
said.both = [...said.en, ...said.zh];

let browser;
before(async () => {
    browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
               '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
});
after(async () => { await browser?.close(); });

async function open(name, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const url = pathToFileURL(join(folder, name)).href;
    const seen = { requests: [], errors: [] };
    page.on('request', request => { if (request.url() !== url) seen.requests.push(request.url()); });
    page.on('console', message => {
        if (message.type() === 'error' || message.type() === 'warning')
            seen.errors.push(message.text());
    });
    page.on('pageerror', error => seen.errors.push(String(error)));
    await page.goto(url);
    return { page, seen };
}

for (const language of ['en', 'zh', 'both']) {
    test(`report in ${language}`, async () => {
        const { page, seen } = await open(`report-${language}.html`);
        assert.deepEqual(seen.requests, [], 'asks for nothing else');
        assert.deepEqual(seen.errors, [], 'no message on the console');
        assert.equal(await page.getAttribute('html', 'lang'), language === 'zh' ? 'zh' : 'en');
        assert.match(await page.title(), language === 'zh' ? /合同履行报告/ : /Contract report/);

        const text = await page.innerText('body');
        for (const part of said[language])
            assert.ok(text.includes(part), `says "${part}"`);

        assert.equal(await page.locator('table.status tbody tr').count(), dated.length);
        assert.equal(await page.locator('.tile').count(), 8);
        assert.equal(await page.locator('section.checklist').count(), 2);
        assert.equal(await page.locator('.tally').first().locator('.item').count(), 26);
        assert.equal(await page.locator('.facts-table tbody tr').count(), status.journal.length);
        assert.equal(await page.locator('svg.tl line.now').count(), 1);

        // A row is in the checklist of its bearer exactly once.
        for (const row of dated.filter(each => each.kind === 'amount')) {
            const list = `section.checklist[data-party="${row.bearer[0]}"]`;
            assert.equal(await page.locator(`${list} [data-row="${row.id}"]`).count(), 1, row.id);
        }
        await page.screenshot({ path: join(folder, `report-${language}.png`), fullPage: true });

        for (const width of [1280, 900, 390]) {
            await page.setViewportSize({ width, height: 900 });
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            assert.ok(wide <= width, `fits ${width} pixels, is ${wide} wide`);
        }
        await page.context().close();
    });

    test(`print of ${language}`, async () => {
        const { page } = await open(`report-${language}.html`);
        await page.emulateMedia({ media: 'print' });
        const head = await page.evaluate(
            () => getComputedStyle(document.querySelector('table.check thead')).display);
        assert.equal(head, 'table-header-group');
        const pdf = await page.pdf({ path: join(folder, `report-${language}.pdf`),
                                     preferCSSPageSize: true, printBackground: true });
        // A4 landscape, in points, on every page.
        const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
        assert.ok(boxes.length > 0);
        for (const [, width, height] of boxes) {
            assert.ok(Math.abs(Number(width) - 841.9) < 1.5, width);
            assert.ok(Math.abs(Number(height) - 595.3) < 1.5, height);
        }
        await page.context().close();
    });
}

test('reads without scripts', async () => {
    const { page, seen } = await open('report-both.html', { javaScriptEnabled: false });
    assert.deepEqual(seen.errors, []);
    const text = await page.locator('body').innerText();
    for (const part of said.both)
        assert.ok(text.includes(part), part);
    await page.context().close();
});

test('a tag in a contract stays a text', async () => {
    const { page } = await open('report-both.html');
    assert.equal(await page.locator('img, script, iframe, object, link').count(), 0);
    assert.ok((await page.innerText('body')).includes('<img src=x onerror='));
    assert.notEqual(await page.title(), 'owned');
    await page.context().close();
});

test('status is said by shape and word, not by colour alone', async () => {
    const { page } = await open('report-en.html');
    const rows = page.locator('table.status tbody tr');
    for (let i = 0; i < await rows.count(); i++) {
        assert.equal(await rows.nth(i).locator('td:first-child svg.mark').count(), 1);
        assert.notEqual((await rows.nth(i).locator('td:first-child .word').innerText()).trim(), '');
    }
    await page.context().close();
});

test('checklist for one party', async () => {
    const { page, seen } = await open('checklist-benxi.html');
    assert.deepEqual(seen.errors, []);
    assert.equal(await page.locator('section.checklist').count(), 1);
    assert.equal(await page.locator('section.checklist').getAttribute('data-party'), 'Benxi');
    assert.equal(await page.locator('svg.tl').count(), 0);
    await page.screenshot({ path: join(folder, 'checklist-benxi.png'), fullPage: true });
    await page.context().close();
});

test('the timeline stands alone as SVG', async () => {
    const { page, seen } = await open('timeline.svg');
    assert.deepEqual(seen.errors, []);
    const name = await page.evaluate(() => document.documentElement.localName);
    assert.equal(name, 'svg');
    await page.screenshot({ path: join(folder, 'timeline.png') });
    await page.context().close();
});
