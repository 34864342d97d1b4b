//! Lessons made into pages and sheets, the whole way but for the disk: plates, minified pages,
//! stamped places, sheets laid out. Theme and layout are the base ones without their frame, so
//! that what is left is the blocks.

use std::{fs, path::Path};

use loa::{
    diag::{Diagnostic, Report, Sources},
    load::{self, files::Files, markdown},
    model::{
        Block, Campaign, Date, InlineKind, Lang, Layout, Lesson, Memory, Part, Role, Selection,
        Subject,
        block::{Target, each_inline},
    },
    render::{
        print::{self, Fault, Job, Plate, Press},
        shared::paged::in_one_thread_pool,
        shared::place::PlaceView,
        web::{self, Site, Values},
    },
};

const DAY: Date = Date::constant(2026, 11, 23);

/// Of the first place everything is known, of the second nothing.
pub const PLACES: [&str; 2] = ["an", "binh"];

const CAMPAIGN: &str = "\
title: { vi: Thử }
languages: [{ code: vi, status: published }]
theme: base
formats: [web, khoi]
mode: draft
sample: [an, binh]
emergency: []
";
const PACK: &str = "title: { vi: Khối }\npromise: { vi: Một câu. }\nshape: water\n";
const FACTS: &str = "\
cuu_nan: { kind: phone, value: '114', says: { vi: Cứu nạn }, source: sach, source_date: 2026-11-23, checked_on: 2026-11-23, status: verified }
cap_cuu: { kind: phone, value: '115', says: { vi: Cấp cứu }, source: sach, source_date: 2026-11-23, checked_on: 2026-11-23, status: verified }
";
const SOURCES: &str =
    "sach: { title: { vi: Sách }, publisher: Nhà in, year: 2024, grade: press }\n";
const UNITS: &str = "\
id,valid_from,valid_to,code,name,kind,parent,successors
an,2025-07-01,,,An,xã,,
binh,2025-07-01,,,Bình,phường,,
";
const CONTACTS: &str = "\
place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to,scope
an,committee,Ủy ban xã An,0000 000 001,,,,thử,2026-11-23,,,
an,police,Công an xã An,0000 000 002,,,,thử,2026-11-23,,,
an,health_station,Trạm Y tế xã An,0000 000 003,24/7,,,thử,2026-11-23,,,
an,child_officer,Cán bộ xã An,0000 000 005,,,,thử,2026-11-23,,,
";
const HAZARDS: &str = "\
id,place,kind,name,lat,lon,depth_m,sign,barrier,responsible,due,seen_on,source,note,note_en
ho,an,pit,Hố tưới,,,2.5,yes,no,,,,thử,,
";
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"#000\"/></svg>";
const FRONT: &str = "\
---
title: Thử
action: Một câu.
summary: Một câu.
audience: [carers]
messages: [Một., Hai., Ba.]
facts: []
figure: { file: hinh.svg, alt: Một hình tròn. }
leaflet: copier
sources: [sach]
revised: 2026-11-23
review_by: 2027-05-23
review: { status: draft-for-review }
---
";

const PAGE: &str = r#"<!doctype html>
<html lang="{{ lang.code }}"><title>x</title><main>
{% for id in ["why", "do", "dont", "here", "happens", "call", "checklist", "quiz"] %}
{% if lesson.parts[id] is defined %}
{% if lesson.parts[id].title %}<h2>{{ lesson.parts[id].title | safe }}</h2>{% endif %}
{{ lesson.parts[id].html | safe }}
{% endif %}
{% endfor %}
</main></html>
"#;
const SHEET: &str = r#"// loa: layout
// label: { vi: Khối }
// detail: { vi: Khối }
// ink: black
// pages: 1
// max_kb: 1000
// max_kb_complex: 1000
// parts: [why, do, dont, here, happens, call, checklist, talk, activity, quiz]
// shorts: [front, poster, spot, radio, sms]
#import "base.typ": *
#set page(width: 210mm, height: auto, margin: 12mm)
#show: setup.with(12pt)
#document-info
#for role in ("why", "do", "dont", "here", "happens", "call", "checklist", "talk", "activity", "quiz") {
  let found = part(role)
  if found != none {
    if found.title.len() > 0 { heading(inline(found.title)) }
    blocks(found.blocks)
  }
}
#for (name, nodes) in l.shorts { if type(nodes) == str { par(nodes) } else { blocks(nodes) } }
"#;
/// A campaign of lessons with these names and bodies, and what was said when it was read.
pub fn campaign(lessons: &[(String, String)]) -> (Campaign, Report, Sources) {
    with_numbers(FACTS, CONTACTS, lessons)
}

/// The same with other facts and contacts.
pub fn with_numbers(
    facts: &str,
    contacts: &str,
    lessons: &[(String, String)],
) -> (Campaign, Report, Sources) {
    let root = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = name.split('/').fold(root.path().to_owned(), |path, part| path.join(part));
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    };
    write("campaign.yaml", CAMPAIGN);
    write("content/facts.yaml", facts);
    write("content/sources.yaml", SOURCES);
    write("content/places/units.csv", UNITS);
    write("content/places/contacts.csv", contacts);
    write("content/places/hazards.csv", HAZARDS);
    write("content/packs/khoi/pack.yaml", PACK);
    write("themes/base/web/lesson.html", PAGE);
    write("themes/base/print/khoi.typ", SHEET);
    for (name, body) in lessons {
        write(&format!("content/packs/khoi/{name}/lesson.vi.md"), &format!("{FRONT}{body}"));
        write(&format!("content/packs/khoi/{name}/hinh.svg"), DRAWING);
    }
    read(root.path())
}

fn read(root: &Path) -> (Campaign, Report, Sources) {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let files = Files::scan(root).expect("a campaign");
    let campaign = load::campaign(&mut report, &mut sources, &files);
    let campaign = campaign.unwrap_or_else(|_| panic!("no campaign: {:#?}", report.diagnostics()));
    (campaign, report, sources)
}

/// A campaign with a lesson for each text, of one part without a title, and what was said of each.
/// Every picture and file that a text asks for is there, so that what it says can be looked for.
pub fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> (Campaign, Vec<Vec<Diagnostic>>) {
    let (mut campaign, _, _) = campaign(&[("mau".to_owned(), "## P {#do}\n\nX\n".to_owned())]);
    let pattern = campaign.packs[0].lessons.pop().expect("a lesson");
    let drawing = campaign.pictures.values().next().expect("a picture").clone();
    let mut said = Vec::new();
    for (number, text) in texts.enumerate() {
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let file = sources.add(format!("{number}.md"), text);
        let tops = markdown::blocks(&mut report, file, text, 0, "");
        let blocks: Vec<Block> = tops.into_iter().map(|top| top.block).collect();
        each_inline(&blocks, &mut |inline| {
            // A link to a file is refused by a rule, and drawn here all the same.
            if let InlineKind::Picture { path, .. }
            | InlineKind::Link { target: Target::File(path), .. } = &inline.kind
            {
                campaign.pictures.insert(path.clone(), drawing.clone());
            }
        });
        for one in report.diagnostics() {
            for span in one.span.iter().chain(one.related.iter().map(|(span, _)| span)) {
                let inside = text.get(span.range()).is_some();
                assert!(inside, "{} of {text:?} is outside or cuts a letter: {span:?}", one.code);
            }
        }
        said.push(report.diagnostics().to_vec());
        let mut lesson =
            Lesson { id: format!("v-{number}"), slug: format!("v-{number}"), ..pattern.clone() };
        for text in lesson.texts.values_mut() {
            let (blocks, span) = (blocks.clone(), text.span);
            text.parts = vec![Part { role: Role::Do, title: Vec::new(), blocks, span }];
        }
        campaign.packs[0].lessons.push(lesson);
    }
    (campaign, said)
}

/// What is made: everything, of made-up places too, which all are.
pub fn selection() -> Selection {
    Selection {
        as_of: DAY,
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        sample: true,
        unreviewed: false,
    }
}

/// Makes pages and sheets of one campaign.
pub struct Maker<'a> {
    campaign: &'a Campaign,
    selection: Selection,
    site: Site,
    press: Press,
}

impl<'a> Maker<'a> {
    /// Makes the plates of all pages.
    pub fn new(campaign: &'a Campaign) -> Self {
        let selection = selection();
        let mut report = Report::new();
        let site = web::compile(&mut report, campaign, &selection, &mut Memory::default());
        let Ok(site) = site else { panic!("no site: {:#?}", report.diagnostics()) };
        Self { campaign, selection, site, press: Press::new(campaign) }
    }

    fn lang(&self) -> &Lang {
        self.campaign.first_lang()
    }

    /// What the page of a lesson holds for a place, as HTML.
    pub fn page(&self, lesson: &str, place: &str) -> String {
        let name = format!("{lesson}.html");
        let mut plates = self.site.places.iter().flat_map(|(_, plates)| plates);
        let plate = plates.find(|plate| plate.name == name).expect("a page");
        let place = self.campaign.places.get(place);
        let made = || {
            let context =
                self.site.known(self.campaign, &self.selection, place, self.lang())?.context();
            let mut values = Values::default();
            self.site.evaluator.fill(&mut values, &context, plate.used())?;
            let mut page = Vec::new();
            plate.stamp(&values, &mut page);
            Ok::<_, web::Fault>(page)
        };
        let page = made().unwrap_or_else(|(placeholder, error)| panic!("{placeholder}: {error}"));
        let page = String::from_utf8(page).expect("letters");
        let inner = page.split_once("<main>").and_then(|(_, rest)| rest.rsplit_once("</main>"));
        inner.expect("a page with a main part").0.to_owned()
    }

    fn layout(&self) -> &Layout {
        self.campaign.theme.layouts.iter().find(|layout| layout.name == "khoi").expect("the layout")
    }

    /// The words of the sheet of a lesson for a place, in reading order.
    pub fn sheet(&self, lesson: &Lesson, place: &str) -> Result<String, Vec<Diagnostic>> {
        self.printed(lesson, place, print::words)
    }

    /// What is made of the sheet of a lesson for a place: `print::stamp` makes a PDF.
    pub fn printed<T: Send>(
        &self,
        lesson: &Lesson,
        place: &str,
        make: impl Fn(&Press, &Plate, &Job) -> Result<T, Vec<Fault>> + Send + Sync,
    ) -> Result<T, Vec<Diagnostic>> {
        let pack = &self.campaign.packs[0];
        // Parts that a lesson does not have are reported, which is of no interest here.
        let plate = print::compile(
            &mut Report::new(),
            self.campaign,
            &self.press,
            Subject::Lesson(pack, lesson),
            (self.lang(), &[]),
            self.layout(),
        );
        let place = &self.campaign.places[place];
        let view = |lang: &Lang| PlaceView::new(self.campaign, place, lang, DAY);
        let job = print::prepare(self.campaign, &plate, view, None);
        in_one_thread_pool(|| make(&self.press, &plate, &job)).map_err(|faults| {
            let faults: Vec<_> = faults.into_iter().map(|fault| (&plate, fault)).collect();
            print::tell(&Sources::default(), &faults)
        })
    }
}
