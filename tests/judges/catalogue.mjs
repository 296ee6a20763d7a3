// Reads a published catalogue as apps and people do: r2-opds-js, foliate-js and Chromium.
//
// node catalogue.mjs BASE '{"pages":["index.html"],"search":"type","shots":"folder"}'
// prints JSON: what the two OPDS clients saw, the EPUB they fetched, and for every page what axe
// says, what was asked of other hosts, errors, and how wide it is.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const here = dirname(fileURLToPath(import.meta.url))
const need = createRequire(import.meta.url)
const [base, settings] = process.argv.slice(2)
const wish = { pages: ['index.html'], search: '', shots: '', chromium: '/usr/bin/chromium', ...JSON.parse(settings ?? '{}') }
const at = path => new URL(path, base).href
const fetched = async address => {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${answer.status} ${address}`)
    return answer
}

async function readium() {
    const home = 'r2-opds-js/dist/es8-es2017/src/opds'
    const utils = 'r2-utils-js/dist/es8-es2017/src/_utils'
    const { DOMParser } = need('@xmldom/xmldom')
    const { XML } = need(`${utils}/xml-js-mapper`)
    const { OPDS } = need(`${home}/opds1/opds`)
    const { OPDSFeed } = need(`${home}/opds2/opds2`)
    const { TaJsonDeserialize } = need('r2-lcp-js/dist/es8-es2017/src/serializable')
    const { convertOpds1ToOpds2 } = need(`${home}/converter`)
    need(`${home}/init-globals`).initGlobalConverters_OPDS()
    need('r2-shared-js/dist/es8-es2017/src/init-globals').initGlobalConverters_GENERIC()

    const one = async path => {
        const text = await (await fetched(at(path))).text()
        return XML.deserialize(new DOMParser().parseFromString(text, 'application/xml'), OPDS)
    }
    const said = publication => ({
        title: publication.Metadata.Title,
        series: publication.Metadata.BelongsTo?.Series?.map(series => [series.Name, series.Position]),
        links: publication.Links.map(link => [[link.Rel].flat()[0], link.TypeLink, link.Href]),
        images: publication.Images?.length,
    })
    const two = async path => TaJsonDeserialize(await (await fetched(at(path))).json(), OPDSFeed)
    const root = await one('opds/root.xml')
    const feed = convertOpds1ToOpds2(await one('opds/new.xml'))
    const root2 = await two('opds/root.json')
    const feed2 = await two('opds/new.json')
    return {
        ways: root.Entries.map(entry => [entry.Title, entry.Links[0].Type]),
        publications: feed.Publications.map(said),
        ways2: root2.Navigation.map(link => link.Title),
        groups2: root2.Groups.map(group => group.Metadata.Title),
        publications2: feed2.Publications.map(said),
    }
}

const clients = { readium: await readium() }
const browser = await chromium.launch({ executablePath: wish.chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] })

async function foliate() {
    const tab = await browser.newPage()
    const own = new URL(base).origin
    // The reader is served from the catalogue's own origin, from files it does not have.
    await tab.route(`${own}/__reader__/**`, async route => {
        const path = new URL(route.request().url()).pathname.replace('/__reader__/', '')
        if (!path) return route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,">' })
        return route.fulfill({ contentType: 'text/javascript', body: await readFile(join(here, 'node_modules/foliate-js', path)) })
    })
    await tab.goto(`${own}/__reader__/`)
    const seen = await tab.evaluate(async address => {
        const { getFeed } = await import('/__reader__/opds.js')
        const load = async where => new DOMParser().parseFromString(await (await fetch(where)).text(), 'text/xml')
        const root = getFeed(await load(address))
        const newest = root.navigation.find(one => one.rel.some(rel => rel.endsWith('/sort/new')))
        const feed = getFeed(await load(newest.href))
        const publication = feed.publications[0]
        const link = publication.links.find(one => one.rel.some(rel => rel.includes('acquisition')) && one.type === 'application/epub+zip')
        const answer = await fetch(link.href)
        await import('/__reader__/view.js')
        const view = document.createElement('foliate-view')
        document.body.append(view)
        await view.open(new File([await answer.blob()], 'issue.epub'))
        return {
            ways: root.navigation.map(one => one.title),
            titles: feed.publications.map(one => one.metadata.title),
            images: publication.images.length,
            status: answer.status,
            title: view.book.metadata.title,
            sections: view.book.sections.length,
        }
    }, at('opds/root.xml'))
    await tab.close()
    return seen
}

clients.foliate = await foliate()

const axe = await readFile(need.resolve('axe-core/axe.min.js'), 'utf8')
const looks = [
    { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
    { name: 'desk', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
    { name: 'dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
]
const pages = []
for (const look of looks) {
    const context = await browser.newContext({ viewport: look.viewport, colorScheme: look.colorScheme, deviceScaleFactor: 1 })
    const tab = await context.newPage()
    for (const path of wish.pages) {
        const elsewhere = [], errors = []
        const asked = request => { if (!/^data:/.test(request.url()) && new URL(request.url()).origin !== new URL(base).origin) elsewhere.push(request.url()) }
        const failed = error => errors.push(String(error))
        const answered = answer => { if (answer.status() >= 400) errors.push(`${answer.status()} ${answer.url()}`) }
        tab.on('request', asked); tab.on('pageerror', failed); tab.on('response', answered)
        await tab.goto(at(path), { waitUntil: 'networkidle' })
        await tab.evaluate(axe)
        const found = await tab.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }))
        const wide = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        if (wish.shots) await tab.screenshot({ path: join(wish.shots, `catalogue-${look.name}-${path.replace(/[^a-z0-9-]+/g, '-')}.png`), fullPage: true })
        pages.push({
            path, look: look.name, elsewhere, errors, wide,
            violations: found.violations.map(one => [one.impact, one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]),
        })
        tab.off('request', asked); tab.off('pageerror', failed); tab.off('response', answered)
    }
    await context.close()
}

let search
if (wish.search) {
    const tab = await browser.newPage()
    await tab.goto(at('search.html'))
    await tab.fill('input[type=search]', wish.search)
    await tab.press('input[type=search]', 'Enter')
    await tab.waitForFunction(() => document.getElementById('search.said').textContent)
    search = await tab.evaluate(() => ({
        said: document.getElementById('search.said').textContent,
        found: [...document.querySelectorAll('#search\\.found a')].map(link => [link.textContent, link.getAttribute('href')]),
        address: location.search,
    }))
    if (search.found.length) {
        const answer = await tab.goto(new URL(search.found[0][1], at('search.html')).href)
        search.status = answer.status()
    }
    const without = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await without.goto(at('search.html'))
    search.without = await without.locator('noscript').innerText()
}
await browser.close()
console.log(JSON.stringify({ ...clients, pages, search }))
