//! Sheets of a small campaign with the base theme, as a campaign on disk would make them.
#![allow(clippy::disallowed_methods, reason = "a test writes its own campaign")]

use std::{collections::BTreeSet, fs, path::Path, sync::Arc, thread};

use serde_json::Value;

use super::{Fault, Job, Plate, Press, black, compile, lay_out, prepare, qr, signs, stamp, tell};
use crate::{
    diag::{Diagnostic, Level, Report, Sources},
    load::{self, files::Files},
    model::{
        Audience, Campaign, Date, Ink, Lang, Layout, Subject, code, lesson::Short, phrase::Phrase,
        place::Known,
    },
    render::shared::{
        paged::{in_one_thread_pool, world::file_id},
        place::PlaceView,
    },
};

const CAMPAIGN: &str = "\
title: { vi: Thử }
languages: [{ code: vi, status: published }]
base_url: \"https://thu.example\"
theme: base
formats: [copier]
mode: draft
sample: []
emergency: []
packs: [nuoc]
";
const PACK: &str = "title: { vi: Nước }\npromise: { vi: Một câu. }\nshape: water\nlessons: [bai]\n";
const FACTS: &str = "\
cuu_nan:
  kind: phone
  value: \"114\"
  says: { vi: Cứu nạn }
  source: nguon
  source_date: 2026-11-23
  checked_on: 2026-11-23
  status: verified
";
const SOURCES: &str =
    "nguon: { title: { vi: Sách }, publisher: Nhà in, year: 2024, grade: press }\n";
const UNITS: &str = "\
id,valid_from,valid_to,code,name,kind,parent,successors
an,2025-07-01,,,An,xã,,
binh,2025-07-01,,,Bình,phường,,
";
const CONTACTS: &str = "\
place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to,scope
an,health_station,Trạm Y tế xã An,0000 000 003,24/7,,,thử,2026-11-23,,,
";
const HAZARDS: &str = "\
id,place,kind,name,lat,lon,depth_m,sign,barrier,responsible,due,seen_on,source,note,note_en
ho,an,pit,Hố tưới,,,2.5,yes,no,,,,thử,,
";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"#000\"/></svg>";
const LESSON: &str = "\
---
title: Mắt trông, tay với
action: Mắt luôn nhìn con.
summary: Một câu.
audience: [carers]
messages: [Một., Hai., Ba.]
facts: [cuu_nan]
figure: { file: hinh.svg, alt: Một hình tròn. }
leaflet: trifold
sources: [nguon]
revised: 2026-11-23
review_by: 2027-05-23
review: { status: draft-for-review }
---

## Vì sao? {#why}

Vì thế.

## Việc mỗi ngày {#do}

```steps
1. **Đứng gần.** BODY
2. **Nhìn con.** Cất điện thoại, #panic(1) $x$ [a].
```

## Nên và đừng {#dont}

| Nên | Đừng |
|---|---|
| Rào kín. | Để hở. |
| Đổ nước. | Để đầy. |
| Nhờ người. | Để con một mình. |

## Nước ở [[ place.inline ]] {#here}

```hazards
[[ place.full ]] chưa có danh sách.
```

## Nếu xảy ra {#happens}

> [!CAUTION]
> Kêu to. Ném vật nổi.

```numbers
cuu_nan: Người dưới nước
```

Gọi [[ fact.cuu_nan ]].

## Gọi ai {#call}

```contacts health_station police
Hãy hỏi Ủy ban.
```

Xa thì [gọi trạm](tel:[[ place.health_station.phone ]]).

```front
Đọc xong, mời cô bác cùng làm.
```
";

/// A campaign whose first step says `body`.
pub fn campaign(body: &str) -> Campaign {
    on_disk(CAMPAIGN, &[("lesson.vi.md", &LESSON.replace("BODY", body))])
}

/// The same with a second language, whose lesson says other words.
pub fn in_khmer(words: &[(&str, &str)]) -> Campaign {
    let settings =
        CAMPAIGN.replace("published }]", "published }, { code: km, status: published }]");
    let khmer = words.iter().fold(LESSON.to_owned(), |text, (vi, km)| text.replace(vi, km));
    on_disk(&settings, &[("lesson.vi.md", &LESSON.replace("BODY", BODY)), ("lesson.km.md", &khmer)])
}

fn on_disk(settings: &str, lessons: &[(&str, &str)]) -> Campaign {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    };
    write("campaign.yaml", settings);
    write("content/facts.yaml", FACTS);
    write("content/sources.yaml", SOURCES);
    write("content/places/units.csv", UNITS);
    write("content/places/contacts.csv", CONTACTS);
    write("content/places/hazards.csv", HAZARDS);
    write("content/packs/nuoc/pack.yaml", PACK);
    write("content/packs/nuoc/bai/hinh.svg", SVG);
    for (name, text) in lessons {
        write(&format!("content/packs/nuoc/bai/{name}"), text);
    }
    read(root.path())
}

pub fn read(root: &Path) -> Campaign {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let files = Files::scan(root).expect("a campaign");
    let campaign = load::campaign(&mut report, &mut sources, &files);
    let errors: Vec<_> = report.diagnostics().iter().filter(|d| d.level == Level::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    campaign.unwrap_or_else(|_| panic!("no campaign"))
}

pub fn sample() -> Campaign {
    read(Path::new(env!("CARGO_MANIFEST_DIR")))
}

pub fn layout<'a>(campaign: &'a Campaign, name: &str) -> &'a Layout {
    campaign.theme.layouts.iter().find(|found| found.name == name).expect("the layout")
}

pub fn plate(campaign: &Campaign, press: &Press, name: &str) -> Plate {
    let mut report = Report::new();
    let at = layout(campaign, name);
    let (pack, lesson) = campaign.lessons().next().expect("a lesson");
    let subject = Subject::Lesson(pack, lesson);
    let plate = compile(&mut report, campaign, press, subject, (campaign.first_lang(), &[]), at);
    assert_eq!(report.diagnostics(), []);
    plate
}

pub fn day() -> Date {
    Date::constant(2026, 11, 23)
}

pub fn job(campaign: &Campaign, plate: &Plate, place: &str) -> Job {
    let place = campaign.places.get(place).expect("the place");
    prepare(campaign, plate, |lang| PlaceView::new(campaign, place, lang, day()), None)
}

pub fn told(plate: &Plate, faults: Vec<Fault>) -> Vec<Diagnostic> {
    let faults: Vec<_> = faults.into_iter().map(|fault| (plate, fault)).collect();
    tell(&Sources::default(), &faults)
}

fn codes(faults: &[Diagnostic]) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code).collect()
}

const BODY: &str = "Giơ tay là chạm được con.";

#[test]
fn a_sheet_is_the_same_on_every_run_and_thread() {
    let campaign = campaign(BODY);
    let press = Arc::new(Press::new(&campaign));
    for layout in ["copier", "trifold", "trifold-colour"] {
        let plate = plate(&campaign, &press, layout);
        let jobs: Vec<Job> = ["an", "binh"].map(|place| job(&campaign, &plate, place)).into();
        let make = || -> Vec<Vec<u8>> {
            let made = in_one_thread_pool(|| {
                jobs.iter().map(|job| stamp(&press, &plate, job)).collect::<Result<_, _>>()
            });
            made.unwrap_or_else(|faults: Vec<Fault>| panic!("{faults:#?}"))
        };
        let first = make();
        let second = make();
        let others: Vec<_> = thread::scope(|scope| {
            let threads = [scope.spawn(make), scope.spawn(make)];
            threads.map(|thread| thread.join().expect("no panic")).into()
        });
        let fresh = in_one_thread_pool(|| {
            let press = Press::new(&campaign);
            stamp(&press, &plate, &jobs[0]).expect("a sheet")
        });
        assert!(first == second && others.iter().all(|other| *other == first), "{layout}");
        assert!(fresh == first[0], "{layout}");
        assert!(first[0] != first[1], "{layout}");
        assert!(first[0].starts_with(b"%PDF-"), "{layout}");
    }
}

#[test]
fn text_stands_in_reading_order_and_markup_of_typst_is_text() {
    let campaign = campaign(BODY);
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "trifold");
    let job = job(&campaign, &plate, "an");
    let (document, sight, _) =
        lay_out(&press, &plate, &job).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert_eq!(document.pages().len(), 2);
    assert_eq!(sight.overflow.len(), 0);
    let text = sight.text.replace('\u{a0}', " ");
    let mut from = 0;
    for word in [
        "Mắt trông, tay với",
        "Nếu xảy ra",
        "Kêu to.",
        "114",
        "Gọi 114.",
        "Đứng gần.",
        "#panic(1) $x$ [a]",
        "Rào kín.",
        "Nước ở",
        "xã An",
        "Hố tưới",
        "0000 000 003",
    ] {
        let rest = text.get(from..).unwrap_or_default();
        // A line may break between the words.
        let Some(at) = rest.find(word) else { panic!("`{word}` does not follow in: {rest}") };
        from += at;
    }
}

#[test]
fn a_lesson_that_is_too_long_is_refused_with_its_panel() {
    let campaign = campaign(&"Giơ tay là chạm được con, ở đâu cũng vậy. ".repeat(160));
    let press = Press::new(&campaign);
    for (layout, panel) in [("trifold", "`steps`"), ("copier", "`second`")] {
        let plate = plate(&campaign, &press, layout);
        let faults = stamp(&press, &plate, &job(&campaign, &plate, "an"));
        let faults = told(&plate, faults.expect_err("too long"));
        let fault = faults.iter().find(|fault| fault.code == "panel-overflow");
        let fault = fault.unwrap_or_else(|| panic!("{faults:#?}"));
        assert!(fault.text.en.contains(panel) && fault.text.en.contains("Xã An"), "{fault:#?}");
        assert!(fault.text.en.contains(" mm"), "{fault:#?}");
        assert!(fault.help.as_ref().is_some_and(|help| help.en.contains("`do`")), "{fault:#?}");
        assert!(fault.span.is_some());
    }
}

#[test]
fn a_letter_that_no_font_has_is_named() {
    let campaign = campaign("Giơ tay 🜚 với.");
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "copier");
    let faults = stamp(&press, &plate, &job(&campaign, &plate, "an"));
    let faults = told(&plate, faults.expect_err("no glyph"));
    assert_eq!(codes(&faults), ["glyph-missing"]);
    assert!(faults[0].text.en.contains("U+1F71A"), "{faults:#?}");
}

#[test]
fn for_a_sign_that_no_font_has_there_is_something_to_type() {
    let signs: String = signs::SIGNS.iter().flat_map(|(signs, ..)| signs.chars()).collect();
    let campaign = campaign(&signs.chars().flat_map(|sign| [sign, ' ']).collect::<String>());
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "trifold");
    let faults = stamp(&press, &plate, &job(&campaign, &plate, "an"));
    let faults = told(&plate, faults.expect_err("no glyphs"));
    let named: BTreeSet<char> = faults
        .iter()
        .filter(|fault| fault.code == "glyph-missing")
        .filter_map(|fault| fault.help.as_ref()?.en.strip_prefix("instead of `")?.chars().next())
        .collect();
    assert_eq!(named, signs.chars().collect::<BTreeSet<char>>());
}

#[test]
fn a_mistake_in_a_layout_points_into_the_layout() {
    let mut campaign = campaign(BODY);
    let file = campaign.theme.print.get_mut("copier.typ").expect("the layout");
    file.text.push_str("\n#nowhere()\n");
    let place = file.file;
    let at = file.text.find("nowhere").expect("it");
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "copier");
    let faults = stamp(&press, &plate, &job(&campaign, &plate, "an"));
    let faults = told(&plate, faults.expect_err("a mistake"));
    assert_eq!(codes(&faults), ["typst-error"]);
    let span = faults[0].span.expect("a place");
    assert_eq!((span.file, span.range().start), (place, at));
}

#[test]
fn the_wrong_number_of_pages_and_a_heavy_file_are_refused() {
    let mut campaign = campaign(BODY);
    for layout in &mut campaign.theme.layouts {
        if layout.name == "copier" {
            layout.pages = 2..=2;
        }
        layout.max_kb = 1;
    }
    let press = Press::new(&campaign);
    for (layout, code) in [("copier", "page-count"), ("trifold", "leaflet-weight")] {
        let plate = plate(&campaign, &press, layout);
        let faults = stamp(&press, &plate, &job(&campaign, &plate, "an"));
        let faults = told(&plate, faults.expect_err("refused"));
        assert_eq!(codes(&faults), [code]);
    }
}

#[test]
fn a_key_changes_with_what_is_printed_and_with_nothing_else() {
    let mut campaign = campaign(BODY);
    let made = |campaign: &Campaign, place: &str| {
        job(campaign, &plate(campaign, &Press::new(campaign), "copier"), place)
    };
    let an = made(&campaign, "an");
    assert_eq!(an.key, made(&campaign, "an").key);
    assert_ne!(an.key, made(&campaign, "binh").key);
    let say = |campaign: &mut Campaign, key: &str| {
        let book = campaign.phrases.values_mut().next().expect("phrases");
        book.phrases.get_mut(key).expect("the phrase").0 = Phrase::One("X".to_owned());
    };
    say(&mut campaign, "change_place");
    assert_eq!(an.key, made(&campaign, "an").key);
    say(&mut campaign, "role_child_officer");
    assert_ne!(an.key, made(&campaign, "an").key);
    let data: Value = serde_json::from_slice(&an.data).expect("JSON");
    let printed = data["fingerprint"].as_str().expect("a fingerprint");
    assert!(printed.len() == 9 && printed.as_bytes()[5] == b'-', "{printed}");
    assert_eq!(data["url"], format!("thu.example/q/{}.html", code::id("bai", "vi", "an")));
    assert_eq!(data["href"], format!("https://thu.example/q/{}.html", code::id("bai", "vi", "an")));
    assert_eq!(data["fields"]["place.police.phone"], Value::Null);
}

#[test]
fn a_sign_says_its_water_in_every_language_and_is_not_made_anew_for_another() {
    let mut campaign = sample();
    let press = Press::new(&campaign);
    let all = campaign.languages(true);
    let lang = campaign.first_lang();
    let at = layout(&campaign, "sign");
    let mut report = Report::new();
    let plate = compile(&mut report, &campaign, &press, Subject::Hazard, (lang, &all), at);
    assert_eq!(report.diagnostics(), []);
    let made = |campaign: &Campaign, which: usize| {
        let place = campaign.places.get("xa-mau").expect("the place");
        let view = |lang: &Lang| PlaceView::new(campaign, place, lang, day());
        prepare(campaign, &plate, view, place.hazards.get(which))
    };
    let job = made(&campaign, 1);
    assert_eq!(job.name, "mau-ho-tuoi-thon-2");
    let (_, sight, _) =
        lay_out(&press, &plate, &job).unwrap_or_else(|faults| panic!("{faults:#?}"));
    for word in ["Nước sâu", "Deep water", "114", "112", "Hố tưới thôn 2", "Sâu", "2,5 m", "2.5 m"]
    {
        let text = sight.text.replace('\u{a0}', " ");
        assert!(text.contains(word), "`{word}` is not in: {text}");
    }
    let key = job.key;
    let sample = campaign.places.get_mut("xa-mau").expect("the place");
    sample.hazards[0].name = "Khác".to_owned();
    sample.hazards[1].depth_m = String::new();
    sample.hazards[2].sign = Known::Yes;
    assert_ne!(made(&campaign, 1).key, key);
    campaign.places.get_mut("xa-mau").expect("the place").hazards[1].depth_m = "2.5".to_owned();
    assert_eq!(made(&campaign, 1).key, key);
    assert!(Subject::Hazard.sheets(campaign.places.get("loc-ninh")).is_empty());
}

#[test]
fn a_short_part_that_the_layout_takes_is_missed() {
    let mut campaign = campaign(BODY);
    for text in campaign.packs[0].lessons[0].texts.values_mut() {
        text.shorts.clear();
    }
    let press = Press::new(&campaign);
    let mut report = Report::new();
    let (pack, lesson) = campaign.lessons().next().expect("a lesson");
    let at = layout(&campaign, "trifold");
    let subject = Subject::Lesson(pack, lesson);
    compile(&mut report, &campaign, &press, subject, (campaign.first_lang(), &[]), at);
    assert_eq!(codes(report.diagnostics()), ["part-missing"]);
}

#[test]
fn the_imprint_says_how_many_copies_are_printed_and_by_whom() {
    let print = "print: [{ layout: copier, run: 12500 }, { layout: all, run: 800, printer: Nhà in Mẫu }]\nmode";
    let campaign = on_disk(
        &CAMPAIGN.replace("mode", print),
        &[("lesson.vi.md", &LESSON.replace("BODY", BODY))],
    );
    let press = Press::new(&campaign);
    for (layout, run) in
        [("copier", "In 12.500 bản"), ("trifold", "In 800 bản"), ("large", "In 800 bản")]
    {
        let plate = plate(&campaign, &press, layout);
        let job = job(&campaign, &plate, "an");
        let (_, sight, _) =
            lay_out(&press, &plate, &job).unwrap_or_else(|faults| panic!("{faults:#?}"));
        let text = sight.text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(run) && text.contains("Nhà in Mẫu"), "{layout}: {text}");
    }
}

/// What a copier cannot do of a sheet of a layout that draws `body`.
fn not_copied(body: &str, change: impl Fn(&mut Layout)) -> Vec<String> {
    let mut campaign = campaign(BODY);
    let file = campaign.theme.print.get_mut("copier.typ").expect("the layout");
    let opening = "#set page(paper: \"a4\", margin: 10mm)\n#set text(font: \"Noto Sans\", size: 9pt, top-edge: \"bounds\")\n";
    file.text = format!("{opening}{body}");
    campaign.theme.layouts.iter_mut().filter(|found| found.name == "copier").for_each(change);
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "copier");
    let job = job(&campaign, &plate, "an");
    let (_, sight, breaches) =
        lay_out(&press, &plate, &job).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let said = told(&plate, super::faults::seen(&press, &job, &plate.layout, &sight, &breaches));
    assert!(said.iter().all(|fault| fault.code == "copier-rule"), "{said:#?}");
    said.into_iter().map(|fault| fault.text.en.into_owned()).collect()
}

#[test]
fn a_sheet_for_the_copier_holds_nothing_that_it_cannot_do() {
    let same = |_: &mut Layout| {};
    let cut = |layout: &mut Layout| layout.cut = true;
    let two = |layout: &mut Layout| layout.pages = 1..=2;
    let sound = "Word #text(fill: white)[white]#rect(fill: black, stroke: 0.5pt)#line(length: 9mm)";
    assert_eq!(not_copied(sound, same), [""; 0]);
    for (body, change, said) in [
        (
            "#rect(fill: luma(80%))",
            &same as &dyn Fn(&mut Layout),
            "the colour #cccccc on page 1, 10 mm",
        ),
        (
            "#text(fill: red)[Word]",
            &same,
            "the colour #ff4136 at “Word”, page 1, 10 mm from the left and 9 mm from",
        ),
        ("#rect(fill: gradient.linear(black, white))", &same, "a gradient, a pattern or a"),
        ("#rect(fill: black.transparentize(50%))", &same, "a transparent colour on page 1"),
        ("#text(8.5pt)[Word]", &same, "text of 8.5 pt at “Word”"),
        ("#scale(50%, reflow: true, text(16pt)[Word])", &same, "text of 8.0 pt at “Word”"),
        ("#line(length: 9mm, stroke: 0.4pt)", &same, "a stroke of 0.40 pt on page 1"),
        ("#place(dx: -1mm)[Word]", &same, "ink 9.0 mm from the edge of the paper at “Word”"),
        ("#place(dx: -7mm, rect(stroke: none, fill: black))", &cut, "ink 3.0 mm from the edge"),
        ("Word#pagebreak()Word", &two, "2 pages, and it does not say"),
    ] {
        let found = not_copied(body, change);
        assert!(found.len() == 1 && found[0].contains(said), "{body}: {found:#?}");
        let on_grey = not_copied(body, |layout| {
            change(layout);
            layout.ink = Ink::Grey;
        });
        assert_eq!(on_grey, [""; 0], "{body}");
    }
    for (body, change) in [
        ("#place(dx: -6mm)[Word]", &cut as &dyn Fn(&mut Layout)),
        ("#place(dx: -9mm, text(fill: white)[Word])", &same),
        ("#place(dx: -9mm, block(width: 9mm, height: 9mm))", &same),
        ("#box(width: 9mm, height: 9mm, clip: true, place(dx: -9mm, text(7pt)[W]))", &same),
        ("Word#pagebreak() #metadata(none)<how-to-print> Word", &two),
    ] {
        assert_eq!(not_copied(body, change), [""; 0], "{body}");
    }
}

#[test]
fn what_is_grey_is_the_grey_of_the_printer_and_a_file_without_it_is_none() {
    let campaign = campaign(BODY);
    let press = Press::new(&campaign);
    for (layout, spaces) in [("copier", 0), ("trifold", 0), ("trifold-colour", 1)] {
        let plate = plate(&campaign, &press, layout);
        let mut file = stamp(&press, &plate, &job(&campaign, &plate, "an")).expect("a sheet");
        let count = |what: &[u8]| file.windows(what.len()).filter(|seen| *seen == what).count();
        assert_eq!(count(b"obj\n/DeviceGray "), 1, "{layout}");
        assert_eq!(count(b"obj\n[/ICCBased "), spaces, "{layout}");
        assert_eq!(black::alone(&mut file), Some(0), "{layout}: there is no other");
        file.truncate(file.len() / 2);
        assert_eq!(black::alone(&mut file), None, "{layout}: half a file");
    }
}

#[test]
fn the_square_code_has_no_opacity() {
    let svg = qr::svg("https://thu.example/q/AAAAAAAA.html").expect("a code");
    assert!(!svg.contains("opacity"));
}

/// The keys of a JSON object, and those of the objects in it, but for maps whose keys are data.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                found.insert(key.clone());
                if !["t", "fields", "contacts", "parts", "shorts"].contains(&key.as_str()) {
                    keys(inner, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

#[test]
fn the_reference_for_authors_of_layouts_names_all_that_a_layout_is_given() {
    let reference = include_str!("../../../themes/base/print/README.md");
    let campaign = campaign(BODY);
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "copier");
    let job = job(&campaign, &plate, "an");
    let lesson = plate.files.get(&file_id("/lesson.json").expect("a path")).expect("the lesson");
    let mut named = BTreeSet::new();
    for json in [lesson.as_slice(), &job.data] {
        keys(&serde_json::from_slice(json).expect("JSON"), &mut named);
    }
    let base = &campaign.theme.print.get("base.typ").expect("what layouts share").text;
    let functions = base.lines().filter_map(|line| line.strip_prefix("#let "));
    let name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    named.extend(functions.filter_map(|rest| rest.split(|c| !name(c)).next()).map(str::to_owned));
    let head = [
        "of",
        "facts",
        "label",
        "detail",
        "ink",
        "cut",
        "pages",
        "max_kb",
        "max_kb_complex",
        "parts",
        "shorts",
        "leaflet",
        "audience",
        "discreet",
        "figure",
        "with",
    ];
    named.extend(head.map(str::to_owned));
    assert!(named.len() > 120, "only {} names were found", named.len());
    let missing: Vec<_> =
        named.iter().filter(|name| !reference.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "themes/base/print/README.md does not name {missing:#?}");
}

#[test]
fn a_sheet_to_colour_is_of_lessons_for_young_children_that_nobody_need_hide() {
    let campaign = sample();
    let sheet = layout(&campaign, "colouring");
    let first = campaign.first_lang();
    let mut made = 0;
    for (pack, lesson) in campaign.lessons() {
        let young = lesson.audience.contains(&Audience::YoungChildren);
        let suits = sheet.suits(Subject::Lesson(pack, lesson), first, first);
        assert_eq!(suits, young && !lesson.discreet && !pack.discreet, "{}", lesson.id);
        assert!(!suits || lesson.colouring.is_some(), "{} has no drawing to colour", lesson.id);
        made += usize::from(suits);
    }
    assert!(made > 10, "only {made} lessons have a sheet to colour");
}

#[test]
fn a_lesson_that_brings_no_drawing_to_colour_has_its_figure_in_lines() {
    let mut campaign = campaign(BODY);
    let lesson = campaign.packs.first_mut().and_then(|pack| pack.lessons.first_mut());
    let lesson = lesson.expect("a lesson");
    lesson.audience = vec![Audience::YoungChildren];
    let text = lesson.texts.values_mut().next().expect("a text");
    text.shorts.insert(Short::Poster, (Vec::new(), text.span));
    let press = Press::new(&campaign);
    let plate = plate(&campaign, &press, "colouring");
    let figure = plate.files.get(&file_id("/figure.svg").expect("a path")).expect("the figure");
    let drawn = std::str::from_utf8(figure).expect("letters");
    assert!(drawn.contains("fill=\"#fff\" stroke=\"none\""), "{drawn}");
    let stamped = stamp(&press, &plate, &job(&campaign, &plate, "an"));
    assert!(stamped.is_ok(), "{:#?}", stamped.err());
}

#[test]
fn a_sheet_in_two_languages_says_lesson_and_place_in_both() {
    let campaign = sample();
    let sheet = layout(&campaign, "bilingual");
    let first = campaign.first_lang();
    let (en, km) = (Lang::new("en"), Lang::new("km"));
    let mut made = 0;
    for (pack, lesson) in campaign.lessons() {
        let suits = |lang| sheet.suits(Subject::Lesson(pack, lesson), lang, first);
        assert!(!suits(first), "{}", lesson.id);
        assert_eq!(suits(&km), lesson.texts.contains_key(&km), "{}", lesson.id);
        made += usize::from(suits(&en));
    }
    assert!(made > 25, "only {made} lessons are in English");
    let press = Press::new(&campaign);
    let lesson = campaign.lessons().find(|(_, lesson)| lesson.id == "friend-in-water");
    let (pack, lesson) = lesson.expect("the lesson");
    let mut report = Report::new();
    let subject = Subject::Lesson(pack, lesson);
    let plate = compile(&mut report, &campaign, &press, subject, (&en, &[]), sheet);
    assert_eq!(report.diagnostics(), []);
    let job = job(&campaign, &plate, "xa-mau");
    let (_, sight, _) =
        lay_out(&press, &plate, &job).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let said: String = sight.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for (own, other) in [
        (lesson.texts[&en].title.as_str(), lesson.texts[first].title.as_str()),
        ("Who to call", "Gọi ai"),
        ("Health station", "Trạm y tế"),
        ("Depth", "Sâu"),
    ] {
        assert!(said.contains(own), "{own}: {said}");
        assert!(said.contains(other), "{other}: {said}");
    }
}
