//! The pages of the sample campaign, made in two stages and in one.

use std::path::Path;

use super::{
    Kind, Site, Values, assets, compare, compile, oracle, placeholders, stage, templates, value,
    view::View, xxh3_64,
};
use crate::{
    diag::{Report, Sources},
    load::{self, files::Files},
    model::{
        Campaign, ContactRole, Date, Memory, Picture, Role, Selection, phrase::Phrase,
        picture::PictureKind,
    },
    render::shared::place::PlaceView,
};

pub(super) const DAY: Date = Date::constant(2026, 11, 23);

pub(super) fn sample() -> Campaign {
    let mut report = Report::new();
    let mut sources = Sources::default();
    let files = Files::scan(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the campaign");
    load::campaign(&mut report, &mut sources, &files).expect("a sound campaign")
}

pub(super) fn selection() -> Selection {
    Selection {
        as_of: DAY,
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        sample: true,
        unreviewed: true,
    }
}

/// The site, made with what an earlier build remembers.
pub(super) fn site(campaign: &Campaign, memory: &mut Memory) -> Site {
    let mut report = Report::new();
    let site = compile(&mut report, campaign, &selection(), memory);
    site.unwrap_or_else(|_| panic!("{:#?}", report.diagnostics()))
}

/// Every kind of page, each with the places it is stamped for.
fn pages(campaign: &Campaign) -> Vec<(Kind<'_>, Vec<Option<&crate::model::Place>>)> {
    let mut of_place: Vec<_> = campaign.communes(DAY, true).into_iter().map(Some).collect();
    of_place.push(None);
    Kind::of_place(campaign)
        .map(|kind| (kind, of_place.clone()))
        .chain([(Kind::Signpost, campaign.ended(DAY).into_iter().map(Some).collect())])
        .chain(campaign.lessons().map(|(_, lesson)| (Kind::Redirect(lesson), of_place.clone())))
        .collect()
}

#[test]
fn two_stages_make_the_bytes_that_one_stage_makes() {
    let campaign = sample();
    let selection = selection();
    let mut report = Report::new();
    let lowered = templates(&mut report, &campaign, placeholders::lower).expect("templates");
    let joined = templates(&mut report, &campaign, stage::join).expect("templates");
    let mut compared = 0;
    for lang in campaign.languages(true) {
        let view = View::new(&campaign, &selection, lang);
        for (kind, places) in pages(&campaign) {
            let first = stage::Renderer::first(&lowered);
            let page = kind.context(&view, first).expect("a context");
            let context = first.context(&view.shared, &page).expect("a context");
            let html = first.render(kind.template(), &context).expect("a page");
            for place in places {
                let place = value(&match place {
                    Some(place) => PlaceView::new(&campaign, place, lang, DAY),
                    None => PlaceView::general(&campaign, lang),
                });
                let two = stage::fill_in(&html, &place).expect("a page");
                let one = oracle::one_stage(&joined, &view, kind, &place);
                assert!(two == one.expect("a page"), "{} in {lang}", kind.shown());
                compared += 1;
            }
        }
    }
    assert!(compared > 1000, "only {compared} pages");
}

#[test]
fn a_stamped_page_is_its_minified_template_filled_in() {
    let campaign = sample();
    let selection = selection();
    let mut report = Report::new();
    let site = site(&campaign, &mut Memory::default());
    let lang = campaign.first_lang();
    let lowered = templates(&mut report, &campaign, placeholders::lower).expect("templates");
    let mut first = super::PlateRenderer::new(&mut report, &campaign, &lowered);
    let view = View::new(&campaign, &selection, lang);
    let plates = &site.places.iter().find(|(of, _)| of == lang).expect("a language").1;
    let common = |kind: &Kind<'_>| kind.only_in().is_empty();
    let kinds: Vec<_> = Kind::of_place(&campaign).filter(common).collect();
    assert_eq!(kinds.len(), plates.len());
    for (kind, plate) in kinds.into_iter().zip(plates) {
        let page = first.page(kind, &view).expect("what is known");
        let template: String = first
            .pieces(kind, &view, &page)
            .expect("a page")
            .into_iter()
            .map(|piece| match piece {
                placeholders::Piece::Literal(text) | placeholders::Piece::Placeholder(text) => text,
            })
            .collect();
        for place in campaign.communes(DAY, true) {
            let known = PlaceView::new(&campaign, place, lang, DAY);
            let mut context = tera::Context::new();
            context.insert_value("place", value(&known));
            let whole = stage::second_stage().render_str(&template, &context).expect("a page");
            let mut values = Values::default();
            site.evaluator.fill(&mut values, &context, plate.used()).expect("values");
            // As they come back from the disk.
            let values = Values::from_bytes(&values.to_bytes()).expect("values");
            assert!(values.suffice(plate));
            let mut stamped = Vec::new();
            plate.stamp(&values, &mut stamped);
            assert!(stamped == whole.into_bytes(), "{} of {}", plate.name, place.id);
        }
    }
}

/// What the theme says when one of its templates is replaced.
fn codes(template: &str, change: impl Fn(&str) -> String) -> Vec<&'static str> {
    let mut campaign = sample();
    let source = campaign.theme.web.get_mut(template).expect("a template");
    source.text = change(&source.text);
    let mut report = Report::new();
    let made = compare(&mut report, &campaign, &selection());
    assert_eq!(made.is_err(), report.so_far().is_err());
    let mut codes: Vec<_> = report.diagnostics().iter().map(|d| d.code).collect();
    codes.dedup();
    codes
}

#[test]
fn a_hole_may_not_be_filtered_compared_or_measured_before_its_place_is_known() {
    let early = [
        "{{ lesson.parts.call.html | upper | safe }}",
        "{% if lesson.parts.call.html is containing(pat=\"place.\") %}x{% endif %}",
        "{{ lesson.parts.call.html | length }}",
        "{% filter upper %}[[ place.name ]]{% endfilter %}",
        "{% set name = \"[[ place.name ]]\" %}{{ name | length }}",
    ];
    for tag in early {
        let said = codes("lesson.html", |text| {
            text.replace("{% block main %}", &format!("{{% block main %}}{tag}"))
        });
        assert_eq!(said, ["placeholder-in-expression"], "{tag}");
    }
    let said = codes("lesson.html", |text| {
        text.replace("{% block main %}", "{% block main %}{{ place.name }}")
    });
    assert_eq!(said, ["template-error"], "the first stage knows no place");
    let fine = "[[ place.name | upper ]][% if place.name == \"An\" %]x[% endif %]";
    let said = codes("lesson.html", |text| {
        text.replace("{% block main %}", &format!("{{% block main %}}{fine}"))
    });
    assert!(said.is_empty(), "{said:?}");
}

#[test]
fn a_field_in_a_local_note_is_filled_in() {
    use crate::model::{Block, BlockKind, FieldPath, Inline, InlineKind, place::Note};
    let mut campaign = sample();
    let lang = campaign.first_lang().clone();
    let lesson = campaign.lessons().next().expect("a lesson").1.id.clone();
    let place = campaign.places.get_mut("loc-ninh").expect("a place");
    let file = campaign.theme.web.values().next().expect("a template").file;
    let span = crate::diag::Span::new(file, 0..0);
    let words = Inline::text("Ở ", span);
    let field = Inline::new(InlineKind::Field(FieldPath::Inline), span);
    let blocks = vec![Block::new(BlockKind::Paragraph(vec![words, field]), span)];
    let note = Note { blocks, span };
    place.notes.insert((lesson.clone(), lang.clone()), note);
    let site = site(&campaign, &mut Memory::default());
    let plates = &site.places.iter().find(|(of, _)| *of == lang).expect("a language").1;
    let plate = plates.iter().find(|plate| plate.name == format!("{lesson}.html")).expect("a page");
    let place = campaign.places.get("loc-ninh");
    let context = site.known(&campaign, &selection(), place, &lang).expect("a place").context();
    let mut values = Values::default();
    site.evaluator.fill(&mut values, &context, plate.used()).expect("values");
    let mut page = Vec::new();
    plate.stamp(&values, &mut page);
    let page = String::from_utf8(page).expect("letters");
    assert!(page.contains("<p>Ở phường Lộc Ninh</p>"), "{page}");
}

#[test]
fn a_mark_in_alternative_text_makes_no_field() {
    let mut campaign = sample();
    let lang = campaign.first_lang().clone();
    let lesson = &mut campaign.packs[0].lessons[0];
    let text = lesson.texts.get_mut(&lang).expect("a text");
    text.figure.alt =
        "Ao \u{E000}place.full\u{E001}, \u{93}place.full\u{94}\u{E002}if place\u{E003}.".to_owned();
    let name = format!("{}.html", lesson.id);
    let site = site(&campaign, &mut Memory::default());
    let plates = &site.places.iter().find(|(of, _)| *of == lang).expect("a language").1;
    let plate = plates.iter().find(|plate| plate.name == name).expect("a page");
    let place = campaign.places.get("loc-ninh");
    let context = site.known(&campaign, &selection(), place, &lang).expect("a place").context();
    let mut values = Values::default();
    site.evaluator.fill(&mut values, &context, plate.used()).expect("values");
    let mut page = Vec::new();
    plate.stamp(&values, &mut page);
    let page = String::from_utf8(page).expect("letters");
    assert!(page.contains("Ao place.full, place.fullif place."), "{page}");
}

/// The names below a value, as templates write them: `lesson.parts`, `packs[].title`.
fn names(value: &serde_json::Value, path: &str, found: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (key, value) in fields {
                // What has the names of lessons, parts or files is named once.
                let path = match path {
                    "assets" | "lesson.parts" | "place.notes" => format!("{path}.…"),
                    "place" if ContactRole::ALL.iter().any(|role| role.key() == key) => {
                        "place.<role>".to_owned()
                    }
                    "" => key.clone(),
                    _ => format!("{path}.{key}"),
                };
                names(value, &path, found);
            }
        }
        serde_json::Value::Array(items) => {
            let path = format!("{path}[]");
            for item in items {
                names(item, &path, found);
            }
            if items.is_empty() {
                found.insert(path);
            }
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}

#[test]
fn the_reference_for_authors_names_all_that_templates_may_use() {
    let campaign = sample();
    let selection = selection();
    let lang = campaign.first_lang();
    let view = View::new(&campaign, &selection, lang);
    let mut report = Report::new();
    let lowered = templates(&mut report, &campaign, placeholders::lower).expect("templates");
    let mut found = std::collections::BTreeSet::new();
    for (kind, _) in pages(&campaign) {
        let first = stage::Renderer::first(&lowered);
        let page = kind.context(&view, first).expect("a context");
        names(&serde_json::Value::Object(page), "", &mut found);
    }
    for place in
        [campaign.places.get("xa-mau"), campaign.places.get("loc-thai")].into_iter().flatten()
    {
        let known = PlaceView::new(&campaign, place, lang, DAY);
        names(&serde_json::json!({ "place": known }), "", &mut found);
    }
    let reference = include_str!("../../../themes/README.md");
    // What blocks have, and the components.
    for (file, source) in &campaign.theme.web {
        let fields = source.text.split("block.").skip(1).filter(|_| file.starts_with("blocks/"));
        let name = |text: &str| -> String {
            text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        found.extend(fields.map(|rest| format!("block.{}", name(rest))));
        let components = source.text.split("{% component icon.").skip(1);
        found.extend(components.map(|rest| format!("<icon.{} />", name(rest))));
    }
    // A list that is empty on one page has items on another.
    let filled = |name: &str| {
        let below = format!("{name}.");
        name.ends_with("[]") && found.iter().any(|other| other.starts_with(&below))
    };
    let missing: Vec<_> = found
        .iter()
        .filter(|name| !filled(name) && !reference.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "themes/README.md does not name {missing:#?}");
}

#[test]
fn a_lesson_that_says_nothing_of_its_place_is_listed_once() {
    let mut campaign = sample();
    let lang = campaign.first_lang().clone();
    let lesson = campaign.packs.first_mut().and_then(|pack| pack.lessons.first_mut());
    let lesson = lesson.expect("a lesson");
    let own = format!("/{lang}/chung/{}.html", lesson.id);
    let text = lesson.texts.get_mut(&lang).expect("a text");
    // It has an address in its text message still: that is on no page.
    text.parts.retain(|part| part.role != Role::Here);
    text.parts.iter_mut().for_each(|part| part.blocks.retain(|block| !block.shows_place()));
    let selection = selection();
    let site = site(&campaign, &mut Memory::default());
    let plates = &site.places.iter().find(|(of, _)| *of == lang).expect("a language").1;
    let listed = plates.iter().find(|plate| plate.name == "sitemap.xml").expect("a list");
    let place = campaign.places.get("loc-ninh");
    for (place, wanted) in [(None, true), (place, false)] {
        let context = site.known(&campaign, &selection, place, &lang).expect("a place").context();
        let mut values = Values::default();
        site.evaluator.fill(&mut values, &context, &mut listed.used()).expect("values");
        let mut page = Vec::new();
        listed.stamp(&values, &mut page);
        let page = String::from_utf8(page).expect("letters");
        assert_eq!(page.contains(&format!("{own}</loc>")), wanted, "{}", place.is_some());
    }
}

#[test]
fn nothing_discreet_is_listed_for_keeping_and_a_changed_lesson_changes_no_other_page() {
    let mut campaign = sample();
    let lang = campaign.first_lang().clone();
    let list = |campaign: &Campaign| {
        let site = site(campaign, &mut Memory::default());
        let file = |path: &str| {
            let artifact = site.fixed.iter().find(|artifact| artifact.path == path);
            artifact.map(|artifact| String::from_utf8(artifact.bytes.clone()).expect("letters"))
        };
        let list = file(&format!("site/{lang}/keep.json")).expect("a list");
        let list: serde_json::Value = serde_json::from_str(&list).expect("JSON");
        for asset in list["assets"].as_array().expect("assets") {
            let path = format!("site/assets/{}", asset.as_str().expect("a name"));
            assert!(site.fixed.iter().any(|artifact| artifact.path == path), "{path} is not made");
        }
        assert!(file("site/sw.js").is_some() && file("site/app.webmanifest").is_some());
        let plates = &site.places.iter().find(|(of, _)| *of == lang).expect("a language").1;
        let keys: Vec<(String, u64)> =
            plates.iter().map(|plate| (plate.name.clone(), plate.key(0))).collect();
        (list, keys)
    };
    let (before, keys) = list(&campaign);
    let pages = before["pages"].as_array().expect("pages");
    let listed = |name: &str| pages.iter().any(|page| *page == format!("{name}.html"));
    let mut discreet = 0;
    for (pack, lesson) in campaign.lessons() {
        let hidden = pack.discreet || lesson.discreet;
        discreet += usize::from(hidden);
        let kept = listed(&lesson.id) || listed(&lesson.slug);
        assert_eq!(kept, !hidden && lesson.only_in.is_empty(), "{}", lesson.id);
        let kept = listed(&pack.id) || listed(&pack.slug);
        assert!(!(hidden && kept), "{} shows what is discreet", pack.id);
    }
    assert!(discreet > 0 && listed("index"));

    let changed = campaign.packs.first_mut().and_then(|pack| pack.lessons.first_mut());
    let changed = changed.expect("a lesson");
    let page = format!("{}.html", changed.id);
    let text = changed.texts.get_mut(&lang).expect("a text");
    text.summary.push_str(" Thêm.");
    let (after, others) = list(&campaign);
    assert_ne!(before["version"], after["version"]);
    assert_eq!((&before["pages"], &before["assets"]), (&after["pages"], &after["assets"]));
    for (one, other) in keys.iter().zip(&others) {
        assert_eq!(*one != *other, one.0 == page, "{}", one.0);
    }
}

/// A change of a campaign, and what it is called.
type Change = (&'static str, fn(&mut Campaign));

/// What is on a page comes from each of these.
const CHANGES: [Change; 9] = [
    ("a template", |campaign| {
        let template = campaign.theme.web.get_mut("base.html").expect("a template");
        template.text = template.text.replace("<main", "<main data-new=\"1\"");
    }),
    ("the template of a block", |campaign| {
        let template = campaign.theme.web.get_mut("blocks/steps.html").expect("a template");
        template.text = format!("<p>new</p>{}", template.text);
    }),
    ("a phrase", |campaign| {
        let book = campaign.phrases.values_mut().next().expect("phrases");
        let (phrase, _) = book.phrases.get_mut("skip").expect("a phrase");
        *phrase = Phrase::One("other words".to_owned());
    }),
    ("a fact", |campaign| {
        let fact = campaign.facts.get_mut("hotline_child").expect("a fact");
        fact.value.values_mut().for_each(|value| *value = "11 22 33".to_owned());
    }),
    ("what the campaign is called", |campaign| {
        campaign.settings.title.values_mut().for_each(|title| title.push_str(" 2"));
    }),
    ("the text of a lesson", |campaign| {
        let lesson = &mut campaign.packs[0].lessons[0];
        lesson.texts.values_mut().for_each(|text| text.parts[0].blocks.truncate(1));
    }),
    ("what the next lesson is called", |campaign| {
        let lesson = &mut campaign.packs[0].lessons[1];
        lesson.texts.values_mut().for_each(|text| text.title.push_str(" 2"));
    }),
    ("a drawing", |campaign| {
        let lesson = &campaign.packs[0].lessons[0];
        let path = lesson.texts[campaign.first_lang()].figure.path.clone();
        let picture = campaign.pictures.get_mut(&path).expect("a picture");
        picture.bytes = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec();
    }),
    ("a style sheet", |campaign| {
        let asset = campaign.theme.assets.iter_mut().find(|(name, _)| name.ends_with(".css"));
        asset.expect("a style sheet").1.to_mut().extend(b"p{}");
    }),
];

#[test]
fn what_is_remembered_is_what_would_be_made_now() {
    let make = |campaign: &Campaign, memory: &mut Memory| {
        let site = site(campaign, memory);
        let plates = site.places.iter().flat_map(|(_, plates)| plates);
        let pages: Vec<_> = plates.map(|plate| (plate.name.clone(), plate.key(0))).collect();
        let files: Vec<_> =
            site.fixed.into_iter().map(|artifact| (artifact.path, artifact.bytes)).collect();
        (pages, files)
    };
    let campaign = sample();
    let mut memory = Memory::default();
    let before = make(&campaign, &mut memory);
    let remembered = memory.to_remember().expect("something is new");
    let remember = || Memory::remembered(0, remembered.clone());
    let memory = &mut remember();
    assert!(make(&campaign, memory) == before);
    assert_eq!(memory.to_remember(), None, "nothing had to be made again");
    for (what, change) in CHANGES {
        let mut campaign = sample();
        change(&mut campaign);
        let made = make(&campaign, &mut Memory::default());
        assert!(made.0 != before.0, "{what} changes no page");
        assert!(make(&campaign, &mut remember()) == made, "{what}");
    }
}

#[test]
fn a_photograph_of_several_lessons_is_one_file_that_names_none() {
    let mut campaign = sample();
    let drawing = campaign.pictures.values().next().expect("a picture").clone();
    let photograph = Picture { kind: PictureKind::Jpeg, webp: b"smaller".to_vec(), ..drawing };
    let before = assets(&campaign).count();
    for path in ["content/packs/a/bị xâm hại #1.jpg", "content/packs/b/Ao 1.jpg"] {
        campaign.pictures.insert(path.to_owned(), photograph.clone());
    }
    let names: Vec<String> = assets(&campaign).map(|(name, _)| name).collect();
    assert_eq!(names.len(), before + 2);
    let wanted = [("jpg", &photograph.bytes), ("webp", &photograph.webp)]
        .map(|(ending, bytes)| format!("picture-{:016x}.{ending}", xxh3_64(bytes)));
    assert!(wanted.iter().all(|name| names.contains(name)), "{names:?}");
}

#[test]
fn each_sheet_of_a_lesson_is_offered_once_under_what_it_is_for() {
    let mut campaign = sample();
    let span = campaign.settings.formats.first().expect("a format").1;
    campaign.settings.formats = vec![("all".to_owned(), span)];
    let (selection, mut report) = (selection(), Report::new());
    let lowered = templates(&mut report, &campaign, placeholders::lower).expect("templates");
    for lang in campaign.languages(true) {
        let view = View::new(&campaign, &selection, lang);
        let mut purposes = std::collections::BTreeSet::new();
        for (pack, lesson) in campaign.lessons() {
            let first = stage::Renderer::first(&lowered);
            let page = Kind::Lesson(pack, lesson).context(&view, first).expect("a context");
            let items = |value: &serde_json::Value, name: &str| -> Vec<serde_json::Value> {
                value.get(name).and_then(|list| list.as_array()).cloned().unwrap_or_default()
            };
            let all = items(&page["lesson"], "leaflets");
            let mut offered = Vec::new();
            for group in items(&page["lesson"], "sheets") {
                let purpose = group["purpose"].as_str().unwrap_or_default().to_owned();
                assert!(!purpose.is_empty(), "{lang:?} {}", lesson.id);
                purposes.insert(purpose);
                offered.extend(items(&group, "leaflets"));
            }
            assert_eq!(all.len(), offered.len(), "{}", lesson.id);
            assert!(all.iter().all(|leaflet| offered.contains(leaflet)), "{}", lesson.id);
        }
        assert_eq!(purposes.len(), 4, "{lang:?}: {purposes:?}");
    }
}
