// Opens an EPUB in a reading system (foliate-js) in Chromium and turns its pages.
//
// node turn.mjs BOOK.epub '{"width":390,"height":844,"dark":false,"shots":[{"section":3,"page":0,"file":"a.png"}]}'
// prints JSON: title, contents, what was seen of every section, what a page turn did, errors.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { dirname, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const here = dirname(fileURLToPath(import.meta.url))
const [book, settings] = process.argv.slice(2)
const wish = { width: 390, height: 844, dark: false, shots: [], chromium: '/usr/bin/chromium', ...JSON.parse(settings ?? '{}') }

const types = { '.js': 'text/javascript', '.html': 'text/html', '.epub': 'application/epub+zip' }
const page = `<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">
<style>html,body{margin:0;height:100%;background:${wish.dark ? '#111' : '#fff'}}foliate-view{display:block;height:100%}</style>
<script type="module">import '/foliate-js/view.js'; window.ready = true</script>`

const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    try {
        const data = path === '/' ? page
            : path === '/book.epub' ? await readFile(book)
            : await readFile(join(here, 'node_modules', normalize(path)))
        response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html' }).end(data)
    } catch { response.writeHead(404).end() }
})
await new Promise(done => server.listen(0, '127.0.0.1', done))

const browser = await chromium.launch({ executablePath: wish.chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
const tab = await browser.newPage({
    viewport: { width: wish.width, height: wish.height },
    deviceScaleFactor: 2,
    colorScheme: wish.dark ? 'dark' : 'light',
})
const errors = []
tab.on('pageerror', error => errors.push(String(error)))
tab.on('console', message => { if (message.type() === 'error') errors.push(message.text()) })
tab.on('requestfailed', request => errors.push(`failed: ${request.url()}`))

await tab.goto(`http://127.0.0.1:${server.address().port}/`)
await tab.waitForFunction(() => window.ready)
const seen = await tab.evaluate(async ({ dark, size }) => {
    const file = new File([await (await fetch('/book.epub')).blob()], 'book.epub')
    const view = document.createElement('foliate-view')
    document.body.append(view)
    await view.open(file)
    window.view = view
    view.renderer.setAttribute('margin', '40px')
    view.renderer.setAttribute('gap', '7%')
    view.renderer.setAttribute('max-inline-size', '640px')
    view.renderer.setStyles?.(`html { color-scheme: ${dark ? 'dark' : 'light'}; ${size ? `font-size: ${size}%;` : ''} }
        ${dark ? 'html, body { background: #111 !important; color: #e8e8e8 }' : ''}`)
    const labels = items => items.map(one => ({ label: one.label, under: labels(one.subitems ?? []) }))
    const sections = []
    for (let index = 0; index < view.book.sections.length; index++) {
        await view.goTo(index)
        await new Promise(done => setTimeout(done, 60))
        const { doc } = view.renderer.getContents()[0]
        await Promise.all([...doc.images].map(one => one.decode().catch(() => {})))
        sections.push({
            title: doc.title,
            language: doc.documentElement.lang,
            direction: doc.documentElement.dir,
            words: doc.body.innerText.split(/\s+/).filter(Boolean).length,
            pictures: doc.images.length,
            blank: [...doc.images].filter(one => !one.naturalWidth).map(one => one.src),
            pages: view.renderer.pages,
            wide: [...doc.querySelectorAll('table,pre,img')].filter(one => [...one.getClientRects()].some(rect => rect.width > doc.body.getClientRects()[0].width + 1)).map(one => one.tagName),
        })
    }
    return { title: view.book.metadata.title, language: view.book.metadata.language, contents: labels(view.book.toc), sections }
}, { dark: wish.dark, size: wish.size })

const turned = await tab.evaluate(async () => {
    const view = window.view
    let longest = 0
    for (let index = 0; index < view.book.sections.length; index++) {
        await view.goTo(index)
        if (view.renderer.pages > (window.most ?? 0)) { window.most = view.renderer.pages; longest = index }
    }
    await view.goTo(longest)
    const before = view.lastLocation?.fraction
    await view.next()
    await new Promise(done => setTimeout(done, 400))
    return { section: longest, before, after: view.lastLocation?.fraction }
})
if (wish.turned) await tab.screenshot({ path: wish.turned })

for (const { section, page, file } of wish.shots) {
    await tab.evaluate(async ({ section, page }) => {
        await window.view.goTo(section)
        for (let turn = 0; turn < page; turn++) { await window.view.next(); await new Promise(done => setTimeout(done, 350)) }
        await new Promise(done => setTimeout(done, 250))
    }, { section, page })
    await tab.screenshot({ path: file })
}
await browser.close()
server.close()
console.log(JSON.stringify({ ...seen, turned, errors }))
