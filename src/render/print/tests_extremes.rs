//! Every lesson of the sample campaign keeps to its panels, whatever is known of a place.

use std::{path::Path, thread};

use super::{
    Press, compile, faults, lay_out, prepare, stamp,
    tests::{day, in_khmer, layout, read, told},
};
use crate::{
    diag::{Report, Span},
    model::{
        Block, BlockKind, Campaign, Inline, InlineKind, Lang, Layout, Phone, Role, Subject,
        block::each_text,
        campaign::PrintOrder,
        lesson::Short,
        place::Known,
        theme::{Of, Prose},
    },
    render::shared::{paged::in_one_thread_pool, place::PlaceView, words::Words},
    text::curled,
};

/// A real commune, a made-up one whose rows are copied, and the city above.
const PLACE: &str = "loc-ninh";
const SAMPLE: &str = "xa-mau";
const ABOVE: &str = "dong-nai";

const WATER: &str = "Hồ số {n}";
const LONG_WATER: &str = "Hố tưới {n} bỏ hoang cạnh đường vào rẫy điều nhà ông Điểu Lâm, qua cầu gỗ rẽ trái hai trăm mét, sau trường tiểu học";
const LONG_PLACE: &str = "Phước Long Bù Gia Mập Nghĩa Trung";

/// What is known of the place.
#[derive(Debug, Clone, Copy)]
struct Case {
    waters: usize,
    long: bool,
    people: People,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum People {
    Nobody,
    Everybody,
    /// The numbers are those of the city above.
    Lent,
}

const CASES: [Case; 10] = [
    Case { waters: 0, long: false, people: People::Nobody },
    Case { waters: 0, long: true, people: People::Everybody },
    Case { waters: 1, long: false, people: People::Nobody },
    Case { waters: 1, long: true, people: People::Lent },
    Case { waters: 5, long: false, people: People::Everybody },
    Case { waters: 5, long: true, people: People::Nobody },
    Case { waters: 30, long: false, people: People::Nobody },
    Case { waters: 30, long: false, people: People::Everybody },
    Case { waters: 30, long: true, people: People::Everybody },
    Case { waters: 30, long: true, people: People::Lent },
];

/// The sample campaign with one place as the case says.
fn with(mut campaign: Campaign, case: Case) -> Campaign {
    let sample = campaign.places.get(SAMPLE).expect("the sample place").clone();
    let row = sample.hazards.first().expect("a water").clone();
    let states = [Known::Unknown, Known::No, Known::Yes];
    let hazards = (0..case.waters).map(|at| {
        let mut hazard = row.clone();
        hazard.name = if case.long { LONG_WATER } else { WATER }.replace("{n}", &number(at));
        hazard.depth_m = if at % 3 == 0 { String::new() } else { "12.5".to_owned() };
        hazard.sign = states.get(at % 3).copied().expect("a state");
        hazard.barrier = states.get(at % 2).copied().expect("a state");
        hazard
    });
    let contacts = sample.contacts.iter().cloned().map(|mut contact| {
        contact.below = case.people == People::Lent;
        if case.long {
            contact.name =
                "Trung tâm Công tác xã hội và Bảo vệ trẻ em khu vực Phước Long".to_owned();
            contact.phone = Phone::parse("(+84) 0271 - 3 . 000 . 000").ok();
            contact.hours = "7:00–11:30, 13:30–17:00, thứ Hai đến thứ Sáu".to_owned();
        }
        contact
    });
    let (hazards, contacts) = (hazards.collect(), contacts.collect());
    let place = campaign.places.get_mut(PLACE).expect("a place");
    place.hazards = hazards;
    if case.long {
        place.units.last_mut().expect("a unit").name = LONG_PLACE.to_owned();
    }
    let whose = match case.people {
        People::Nobody => return campaign,
        People::Everybody => PLACE,
        People::Lent => ABOVE,
    };
    campaign.places.get_mut(whose).expect("a place").contacts = contacts;
    campaign
}

/// The sample campaign, with as much as an imprint has to hold.
fn with_imprint() -> Campaign {
    let mut campaign = read(Path::new(env!("CARGO_MANIFEST_DIR")));
    campaign.settings.print.push(PrintOrder {
        layout: PrintOrder::ALL.to_owned(),
        span: Span::new(campaign.settings.file, 0..0),
        run: Some(1_250_000),
        printer: "Công ty Cổ phần In Mẫu, số 000 đường Nguyễn Văn Mẫu, phường Mẫu".to_owned(),
    });
    campaign
}

fn number(at: usize) -> String {
    format!("{:03}", at + 1)
}

/// Where a line breaks, and where Typst cuts a phrase, is of no interest.
fn closed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn whatever_is_known_of_a_place_fits_and_no_water_is_left_out_in_silence() {
    let campaign = with_imprint();
    let press = Press::new(&campaign);
    let cases = CASES.map(|case| (case, with(campaign.clone(), case)));
    let langs = ["vi", "en", "km"].map(Lang::new);
    let left_out: usize = thread::scope(|scope| {
        let each =
            langs.each_ref().map(|lang| scope.spawn(|| hold(&campaign, &press, lang, &cases)));
        each.map(|lang| lang.join().expect("all sheets hold")).iter().sum()
    });
    assert!(left_out > 0, "some waters did not fit");
}

/// Lays out every lesson for every case; gives how many waters were left out, all of them told.
fn hold(campaign: &Campaign, press: &Press, lang: &Lang, cases: &[(Case, Campaign)]) -> usize {
    // How many more there are; then follows the address of the page that has all.
    let more = Words::new(campaign, lang).find("print_waters_more");
    let more = more.split("{url}").next().expect("words before the address");
    let mut faulty = Vec::new();
    let mut left_out = 0;
    // The leaflet in colour has the panels of the grey one.
    let layouts = ["copier", "trifold"].map(|name| layout(campaign, name));
    for ((pack, lesson), layout) in
        campaign.lessons().flat_map(|found| layouts.map(|layout| (found, layout)))
    {
        if !layout.suits(Subject::Lesson(pack, lesson), lang, campaign.first_lang()) {
            continue;
        }
        let mut report = Report::new();
        let plate = compile(
            &mut report,
            campaign,
            press,
            Subject::Lesson(pack, lesson),
            (lang, &[]),
            layout,
        );
        assert_eq!(report.diagnostics(), []);
        let text = lesson.text(lang, campaign.first_lang());
        let local = text.is_some_and(|(text, _)| text.part(Role::Here).is_some());
        for (case, campaign) in cases {
            let place = campaign.places.get(PLACE).expect("a place");
            let job = prepare(
                campaign,
                &plate,
                |lang| PlaceView::new(campaign, place, lang, day()),
                None,
            );
            let laid_out = in_one_thread_pool(|| lay_out(press, &plate, &job));
            let (_, sight, breaches) = laid_out.unwrap_or_else(|faults| panic!("{faults:#?}"));
            let said = told(&plate, faults::seen(press, &job, layout, &sight, &breaches));
            faulty.extend(said.into_iter().map(|fault| (&lesson.id, case, fault.text.en)));
            if !local || case.waters == 0 {
                continue;
            }
            let text = closed(&sight.text);
            let name = closed(if case.long { LONG_WATER } else { WATER });
            let listed = (0..case.waters)
                .filter(|at| text.contains(&name.replace("{n}", &number(*at))))
                .count();
            let rest = case.waters - listed;
            let line = closed(&more.replace("{n}", &rest.to_string()));
            let sheet = (&lesson.id, &layout.name, lang, case);
            assert!(listed > 0, "{sheet:?}");
            // The engine tells the clusters of Khmer more than once.
            if lang.primary() != "km" {
                assert_eq!(text.contains(&line), rest > 0, "{sheet:?}: {listed}");
            }
            left_out += rest;
        }
        typst::comemo::evict(6);
    }
    assert!(faulty.is_empty(), "{faulty:#?}");
    left_out
}

/// The layouts that are not held above, water by water.
const OTHERS: [&str; 18] = [
    "a5",
    "a6",
    "bilingual",
    "booklet",
    "booklet-a4",
    "checklist",
    "colouring",
    "large",
    "poster",
    "poster-4",
    "poster-a3",
    "sign",
    "sign-a3",
    "take-home",
    "talk",
    "teacher",
    "wallet",
    "worksheet",
];

/// All that a layout may be made of.
fn subjects(campaign: &Campaign) -> impl Iterator<Item = Subject<'_>> {
    let lessons = campaign.lessons().map(|(pack, lesson)| Subject::Lesson(pack, lesson));
    lessons.chain(campaign.packs.iter().map(Subject::Pack)).chain([Subject::Hazard])
}

#[test]
fn every_other_layout_holds_for_a_place_of_which_nothing_is_known_and_one_of_which_too_much_is() {
    let campaign = with_imprint();
    let mut known: Vec<&str> = campaign.theme.layouts.iter().map(|l| l.name.as_str()).collect();
    known.retain(|name| !["copier", "trifold", "trifold-colour"].contains(name));
    assert_eq!(known, OTHERS, "a layout is held here or above");
    let press = Press::new(&campaign);
    let cases = [CASES[0], CASES[8]].map(|case| (case, with(campaign.clone(), case)));
    let langs = ["vi", "en", "km"].map(Lang::new);
    let sheets: usize = thread::scope(|scope| {
        let each = langs
            .each_ref()
            .map(|lang| scope.spawn(|| hold_others(&campaign, &press, lang, &cases)));
        each.map(|lang| lang.join().expect("all sheets hold")).iter().sum()
    });
    assert!(sheets > 1000, "only {sheets} sheets were made");
}

/// Lays out and weighs the other layouts of every lesson that has what they take.
fn hold_others(
    campaign: &Campaign,
    press: &Press,
    lang: &Lang,
    cases: &[(Case, Campaign)],
) -> usize {
    let mut sheets = 0;
    let all = campaign.languages(true);
    for name in OTHERS {
        let layout = layout(campaign, name);
        for subject in subjects(campaign) {
            if !layout.suits(subject, lang, campaign.first_lang()) {
                continue;
            }
            let mut report = Report::new();
            let plate = compile(&mut report, campaign, press, subject, (lang, &all), layout);
            assert_eq!(report.diagnostics(), []);
            for (case, campaign) in cases {
                let place = campaign.places.get(PLACE).expect("a place");
                let view = |lang: &Lang| PlaceView::new(campaign, place, lang, day());
                for hazard in subject.sheets(Some(place)) {
                    let job = prepare(campaign, &plate, view, hazard);
                    let made = in_one_thread_pool(|| stamp(press, &plate, &job));
                    if let Err(faults) = made {
                        let said = told(&plate, faults);
                        panic!("{name} {} {lang} {case:?}: {said:#?}", job.name);
                    }
                    sheets += 1;
                }
            }
        }
    }
    sheets
}

#[test]
fn every_lesson_fits_in_both_languages_for_each_commune_and_for_the_complete_one() {
    let campaign = read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let press = Press::new(&campaign);
    let sheets: usize = thread::scope(|scope| {
        let each = ["vi", "en"].map(|lang| {
            let (campaign, press) = (&campaign, &press);
            scope.spawn(move || hold_everywhere(campaign, press, &Lang::new(lang)))
        });
        each.map(|lang| lang.join().expect("all sheets hold")).iter().sum()
    });
    // Three lessons are for children alone, who carry home another sheet.
    assert_eq!(sheets, (42 - 3 + 4) * 41 * 2, "copier sheets and tri-folds, communes, languages");
}

/// Lays out every lesson for every commune; gives the number of sheets.
fn hold_everywhere(campaign: &Campaign, press: &Press, lang: &Lang) -> usize {
    let mut faulty = Vec::new();
    let mut sheets = 0;
    let layouts = ["copier", "trifold"].map(|name| layout(campaign, name));
    // With the place that is made up, of which everything is known.
    let communes = campaign.communes(day(), true);
    for ((pack, lesson), layout) in
        campaign.lessons().flat_map(|found| layouts.map(|layout| (found, layout)))
    {
        if !layout.suits(Subject::Lesson(pack, lesson), lang, campaign.first_lang()) {
            continue;
        }
        let mut report = Report::new();
        let plate = compile(
            &mut report,
            campaign,
            press,
            Subject::Lesson(pack, lesson),
            (lang, &[]),
            layout,
        );
        assert_eq!(report.diagnostics(), []);
        for place in &communes {
            let job = prepare(
                campaign,
                &plate,
                |lang| PlaceView::new(campaign, place, lang, day()),
                None,
            );
            let laid_out = in_one_thread_pool(|| lay_out(press, &plate, &job));
            let (_, sight, breaches) = laid_out.unwrap_or_else(|faults| panic!("{faults:#?}"));
            let said = told(&plate, faults::seen(press, &job, layout, &sight, &breaches));
            faulty.extend(said.into_iter().map(|fault| (&place.id, fault.text.en)));
            sheets += 1;
        }
        typst::comemo::evict(6);
    }
    assert!(faulty.is_empty(), "{faulty:#?}");
    sheets
}

/// The stretches of running text in some blocks, without white space, and those of the protocols that they
/// show. What is shown only where a place has waters on record is left out.
fn stretches(campaign: &Campaign, lang: &Lang, blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::WhenHazards(_) => {}
            BlockKind::Protocol { id, audience, .. } => {
                let steps = campaign.protocols[id].blocks(lang, *audience).expect("steps");
                stretches(campaign, lang, steps, found);
            }
            _ => each_text(std::slice::from_ref(block), &mut |line| runs(&curled(line), found)),
        }
    }
    // A word alone is found anywhere.
    found.retain(|words| words.chars().count() > 7);
}

/// What is printed of a line; where its links lead is not.
fn runs(line: &[Inline], found: &mut Vec<String>) {
    for inline in line {
        match &inline.kind {
            InlineKind::Text(words) => found.push(closed(words)),
            InlineKind::Strong(inner)
            | InlineKind::Emphasis(inner)
            | InlineKind::Link { text: inner, .. } => {
                runs(inner, found);
            }
            _ => {}
        }
    }
}

/// Whether a sheet has some words, on one page or over its foot on the next.
fn tells(text: &str, words: &str) -> bool {
    let parts = words.char_indices().map(|(at, _)| words.split_at(at));
    text.contains(words)
        || parts.skip(1).any(|(one, other)| {
            text.contains(one) && text.contains(other) && one.len().min(other.len()) > 3
        })
}

/// The words of a sheet of a lesson for a place of which nothing is known, without white space.
fn words_of(
    campaign: &Campaign,
    press: &Press,
    subject: Subject<'_>,
    lang: &Lang,
    layout: &Layout,
) -> String {
    let place = campaign.places.get("an-loc").expect("a place");
    let mut report = Report::new();
    let plate = compile(&mut report, campaign, press, subject, (lang, &[]), layout);
    assert_eq!(report.diagnostics(), []);
    let view = |lang: &Lang| PlaceView::new(campaign, place, lang, day());
    let job = prepare(campaign, &plate, view, None);
    let laid_out = in_one_thread_pool(|| lay_out(press, &plate, &job));
    let (_, sight, _) = laid_out.unwrap_or_else(|faults| panic!("{faults:#?}"));
    typst::comemo::evict(6);
    closed(&sight.text)
}

/// The layouts of lessons that take what to do when it happens, and print as much of it.
fn that_print(campaign: &Campaign, prose: Prose) -> Vec<&Layout> {
    let is_it = |layout: &&Layout| {
        layout.of == Of::Lesson && layout.prose == prose && layout.parts.contains(&Role::Happens)
    };
    campaign.theme.layouts.iter().filter(is_it).collect()
}

fn in_both_languages(campaign: &Campaign, check: impl Fn(&Press, &Lang) + Sync) {
    let press = Press::new(campaign);
    thread::scope(|scope| {
        let (check, press) = (&check, &press);
        let each = ["vi", "en"].map(Lang::new).map(|lang| scope.spawn(move || check(press, &lang)));
        for lang in each {
            lang.join().expect("all sheets tell what they must");
        }
    });
}

#[test]
fn a_sheet_to_be_handed_out_prints_all_that_its_parts_say() {
    let campaign = read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let layouts = that_print(&campaign, Prose::Whole);
    let names: Vec<&str> = layouts.iter().map(|layout| layout.name.as_str()).collect();
    assert_eq!(names, ["bilingual", "copier", "large", "trifold", "trifold-colour"]);
    in_both_languages(&campaign, |press, lang| {
        let mut wrong = Vec::new();
        let mut told = 0;
        for ((pack, lesson), layout) in
            campaign.lessons().flat_map(|found| layouts.iter().map(move |layout| (found, *layout)))
        {
            let subject = Subject::Lesson(pack, lesson);
            if !layout.suits(subject, lang, campaign.first_lang()) {
                continue;
            }
            let text = words_of(&campaign, press, subject, lang, layout);
            let words = &lesson.texts[lang];
            for part in words.parts.iter().filter(|part| layout.parts.contains(&part.role)) {
                let mut all = Vec::new();
                stretches(&campaign, lang, &part.blocks, &mut all);
                told += all.len();
                let lost = all.into_iter().filter(|words| !tells(&text, words));
                wrong.extend(lost.map(|words| (&layout.name, &lesson.id, lang, part.role, words)));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert!(told > 2000, "{told} stretches told");
    });
}

#[test]
fn a_sheet_that_the_wrong_person_may_read_keeps_to_whom_to_tell() {
    let campaign = read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let layouts = that_print(&campaign, Prose::Frame);
    assert!(layouts.iter().any(|layout| layout.name == "take-home"));
    let carried: Vec<_> = campaign
        .lessons()
        .filter(|(_, lesson)| lesson.discreet && lesson.is_carried_by_children())
        .collect();
    assert!(carried.len() > 2, "lessons that children carry home");
    in_both_languages(&campaign, |press, lang| {
        for (pack, lesson) in &carried {
            let subject = Subject::Lesson(pack, lesson);
            for layout in that_print(&campaign, Prose::Whole) {
                let name = &layout.name;
                assert!(
                    !layout.suits(subject, lang, campaign.first_lang()),
                    "{name} tells too much"
                );
            }
        }
        let mut kept = 0;
        for (pack, lesson) in campaign.lessons().filter(|(_, lesson)| lesson.discreet) {
            let subject = Subject::Lesson(pack, lesson);
            let words = &lesson.texts[lang];
            for layout in &layouts {
                if !layout.suits(subject, lang, campaign.first_lang()) {
                    continue;
                }
                let text = words_of(&campaign, press, subject, lang, layout);
                let mut all = vec![closed(&words.title), closed(&words.action)];
                let roles = [Role::Why, Role::Do, Role::Dont, Role::Happens];
                for part in words.parts.iter().filter(|part| roles.contains(&part.role)) {
                    let blocks = part.blocks.iter();
                    let blocks: Vec<Block> = blocks
                        .filter(|block| !matches!(block.kind, BlockKind::Numbers(_)))
                        .cloned()
                        .collect();
                    stretches(&campaign, lang, &blocks, &mut all);
                }
                kept += all.len();
                // A poster is written for the wall; its line may be the title.
                let line = words.shorts.get(&Short::Poster).map(|(blocks, _)| {
                    let mut line = Vec::new();
                    stretches(&campaign, lang, blocks, &mut line);
                    line.concat()
                });
                let told = all.iter().filter(|words| text.contains(words.as_str()));
                let told: Vec<_> = told
                    .filter(|words| line.as_ref().is_none_or(|line| !line.contains(words.as_str())))
                    .collect();
                assert!(told.is_empty(), "{} of {} ({lang}): {told:#?}", layout.name, lesson.id);
            }
        }
        assert!(kept > 200, "{kept} stretches kept");
    });
}

/// Words of the theme in the place of a lesson's: what matters is how Khmer breaks and how high
/// its lines are.
const KHMER: [(&str, &str); 24] = [
    // A translation says only what is in its own language.
    ("audience: [carers]\n", ""),
    ("facts: [cuu_nan]\n", ""),
    ("leaflet: trifold\n", ""),
    ("sources: [nguon]\n", ""),
    ("revised:", "translates: 2026-11-23\nrevised:"),
    ("review_by: 2027-05-23\n", ""),
    ("Mắt trông, tay với", "លេខដែលគ្រួសារយើងត្រូវចាំ"),
    ("Mắt luôn nhìn con.", "កន្លែងគំរូ៖ ឈ្មោះ និងទិន្នន័យគ្រាន់តែជាឧទាហរណ៍។"),
    ("Việc mỗi ngày", "ថតចម្លងមួយផ្នែក"),
    ("Đứng gần.", "សរសេរឈ្មោះ។"),
    ("BODY", "បោះពុម្ពទាំងពីរផ្នែក ត្រឡប់តាមគែមខ្លី រក្សាទំហំដើម។ បត់ជាបី គម្របនៅខាងក្រៅ។"),
    ("Nhìn con.", "លេខទូរស័ព្ទ។"),
    ("Cất điện thoại, #panic(1) $x$ [a].", "សរសេរឈ្មោះ និងលេខទូរស័ព្ទ។ ថតចម្លងមួយផ្នែក រក្សាទំហំដើម។"),
    ("Nên và đừng", "ត្រូវចាំ"),
    ("Rào kín.", "ផ្លាកសញ្ញា៖ មាន។ របង៖ មាន។"),
    ("Để hở.", "របង៖ មិនទាន់មាន។ ផ្លាកសញ្ញា៖ មិនទាន់មាន។"),
    ("Nước ở", "កន្លែងទឹកជ្រៅ"),
    ("chưa có danh sách.", "មិនទាន់ដឹង សួរគណៈកម្មាធិការប្រជាជន។"),
    ("Nếu xảy ra", "គ្រោះថ្នាក់"),
    ("Kêu to. Ném vật nổi.", "សង្គ្រោះបន្ទាន់។ ភ្លើង សង្គ្រោះ។"),
    ("Người dưới nước", "កន្លែងទឹកជ្រៅផ្សេង"),
    ("Hãy hỏi Ủy ban.", "សួរគណៈកម្មាធិការប្រជាជន។"),
    ("Đọc xong, mời cô bác cùng làm.", "អានបន្ថែម៖ មើលគេហទំព័រ។ សរសេរឈ្មោះ និងលេខទូរស័ព្ទ។"),
    ("Gọi ai", "ការពារកុមារ"),
];

#[test]
fn a_lesson_in_khmer_fits_and_is_light_enough_to_send() {
    let campaign = in_khmer(&KHMER);
    let press = Press::new(&campaign);
    let km = Lang::new("km");
    let (pack, lesson) = campaign.lessons().next().expect("a lesson");
    let subject = Subject::Lesson(pack, lesson);
    for name in ["copier", "trifold", "trifold-colour"] {
        let mut report = Report::new();
        let plate =
            compile(&mut report, &campaign, &press, subject, (&km, &[]), layout(&campaign, name));
        assert_eq!(report.diagnostics(), []);
        for place in ["an", "binh"] {
            let place = campaign.places.get(place).expect("a place");
            let job = prepare(
                &campaign,
                &plate,
                |lang| PlaceView::new(&campaign, place, lang, day()),
                None,
            );
            let sheet = stamp(&press, &plate, &job);
            let sheet = sheet.unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
            assert!(sheet.len() <= 350_000, "{name}: {} bytes", sheet.len());
        }
    }
}
