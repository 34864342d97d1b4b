//! After any changes, a build over an old output makes what a build into a new folder makes.

use std::fs;

use loa::{model::Date, pipeline::Request};
use proptest::prelude::*;

use crate::{
    disk::{self, Tree},
    run,
    small::{Lesson, OnDisk, Place, Small},
};

/// Something that happens to a campaign or to its output. Numbers choose, modulo what there is.
#[derive(Debug, Clone)]
enum Step {
    Title(usize, u8),
    Why(usize, u8),
    Number(usize, u8),
    Figure(usize, u8),
    English(usize),
    OnlyIn(usize, usize),
    AddLesson(usize),
    RemoveLesson(usize),
    RenameLesson(usize),
    AddPlace,
    RemovePlace(usize),
    RenamePlace(usize),
    MovePlace(usize),
    Phone(usize, Option<u8>),
    Hazard(usize, Option<u8>),
    Note(usize, usize, Option<u8>),
    Fact(u8),
    Address,
    Phrase(Option<u8>),
    Style(Option<u8>),
    Template(Option<u8>),
    Layout(Option<u8>),
    Spoil(Mistake, usize),
    Sample,
    Unreviewed,
    Yesterday,
    Zip,
    Filtered { place: Option<usize>, lang: Option<usize>, format: Option<usize> },
    LoseFile(usize),
    LoseFolder(usize),
}

/// What an author or a theme can get wrong; the last two show only when pages and sheets of one
/// place are made.
#[derive(Debug, Clone, Copy)]
enum Mistake {
    Field,
    FrontMatter,
    Table,
    Template,
    Placeholder,
    Layout,
}

/// One step, whether its files look old, and whether a build of everything follows at once.
#[derive(Debug, Clone)]
struct Move {
    step: Step,
    long_ago: bool,
    built: bool,
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let n = || 0..8usize;
    let v = || 0..6u8;
    let o = || proptest::option::of(1..6u8);
    let mistakes = prop::sample::select(vec![
        Mistake::Field,
        Mistake::FrontMatter,
        Mistake::Table,
        Mistake::Template,
        Mistake::Placeholder,
        Mistake::Layout,
    ]);
    let changes = prop_oneof![
        (n(), v()).prop_map(|(a, b)| Step::Title(a, b)),
        (n(), v()).prop_map(|(a, b)| Step::Why(a, b)),
        (n(), v()).prop_map(|(a, b)| Step::Number(a, b)),
        (n(), v()).prop_map(|(a, b)| Step::Figure(a, b)),
        n().prop_map(Step::English),
        (n(), n()).prop_map(|(a, b)| Step::OnlyIn(a, b)),
        n().prop_map(Step::AddLesson),
        n().prop_map(Step::RemoveLesson),
        n().prop_map(Step::RenameLesson),
        Just(Step::AddPlace),
        n().prop_map(Step::RemovePlace),
        n().prop_map(Step::RenamePlace),
        n().prop_map(Step::MovePlace),
        (n(), o()).prop_map(|(a, b)| Step::Phone(a, b)),
        (n(), o()).prop_map(|(a, b)| Step::Hazard(a, b)),
        (n(), n(), o()).prop_map(|(a, b, c)| Step::Note(a, b, c)),
        // 110 is no number.
        (1..6u8).prop_map(Step::Fact),
        Just(Step::Address),
        o().prop_map(Step::Phrase),
        o().prop_map(Step::Style),
        o().prop_map(Step::Template),
        o().prop_map(Step::Layout),
        Just(Step::Sample),
        Just(Step::Unreviewed),
        Just(Step::Yesterday),
        Just(Step::Zip),
    ];
    let some = || proptest::option::of(n());
    let step = prop_oneof![
        20 => changes,
        2 => (mistakes, n()).prop_map(|(a, b)| Step::Spoil(a, b)),
        4 => (some(), some(), some())
            .prop_map(|(place, lang, format)| Step::Filtered { place, lang, format }),
        2 => (0..1000usize).prop_map(Step::LoseFile),
        1 => (0..1000usize).prop_map(Step::LoseFolder),
    ];
    let moved = (step, any::<bool>(), prop::bool::weighted(0.7));
    let moved = moved.prop_map(|(step, long_ago, built)| Move { step, long_ago, built });
    prop::collection::vec(moved, 1..most)
}

/// A campaign, its output, and what was last asked for.
struct World {
    small: Small,
    disk: OnDisk,
    out: tempfile::TempDir,
    request: Request,
    /// New names never come twice.
    names: usize,
    /// The output, if nothing changed since everything was built.
    whole: Option<Tree>,
}

fn pick<T>(list: &[T], number: usize) -> Option<usize> {
    (!list.is_empty()).then(|| number % list.len())
}

impl World {
    fn new(formats: &'static str) -> Self {
        let small = Small::new(formats);
        let disk = OnDisk::new(&small);
        let out = tempfile::tempdir().expect("a folder");
        let request = run::request(disk.root.path(), out.path());
        Self { small, disk, out, request, names: 0, whole: None }
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("moi-{}", self.names)
    }

    fn apply(&mut self, Move { step, long_ago, built }: &Move) {
        let changes = self.change(step);
        if changes {
            self.whole = None;
            self.disk.put(&self.small, *long_ago);
        }
        match step {
            Step::Filtered { place, lang, format } => self.build_part(*place, *lang, *format),
            Step::LoseFile(number) => self.lose(*number, false),
            Step::LoseFolder(number) => self.lose(*number, true),
            _ => {}
        }
        if *built || matches!(step, Step::Spoil(..)) {
            self.build_all();
        }
        if let Step::Spoil(..) = step {
            self.small.spoilt.clear();
            self.disk.put(&self.small, *long_ago);
        }
    }

    /// Changes the campaign, or what is asked for; tells whether the output may change.
    fn change(&mut self, step: &Step) -> bool {
        let new = self.name();
        let lessons = &mut self.small.lessons;
        let places = &mut self.small.places;
        match step {
            Step::Title(number, value) => {
                if let Some(at) = pick(lessons, *number) {
                    lessons[at].title = *value;
                }
            }
            Step::Why(number, value) => {
                if let Some(at) = pick(lessons, *number) {
                    lessons[at].why = *value;
                }
            }
            Step::Number(number, value) => {
                if let Some(at) = pick(lessons, *number) {
                    lessons[at].step = *value;
                }
            }
            Step::Figure(number, value) => {
                if let Some(at) = pick(lessons, *number) {
                    lessons[at].figure = *value;
                }
            }
            Step::English(number) => {
                if let Some(at) = pick(lessons, *number) {
                    lessons[at].english = !lessons[at].english;
                }
            }
            Step::OnlyIn(number, place) => {
                if let (Some(at), Some(place)) = (pick(lessons, *number), pick(places, *place)) {
                    let only_in = &mut lessons[at].only_in;
                    *only_in =
                        if only_in.is_some() { None } else { Some(places[place].id.clone()) };
                }
            }
            Step::AddLesson(source) => lessons.push(Lesson::of_sample(*source, &new)),
            Step::RemoveLesson(number) => {
                if let Some(at) = pick(lessons, *number) {
                    let gone = lessons.remove(at).id;
                    let notes = places.iter_mut().map(|place| &mut place.note);
                    notes
                        .filter(|note| note.as_ref().is_some_and(|note| note.0 == gone))
                        .for_each(|note| *note = None);
                }
            }
            Step::RenameLesson(number) => {
                if let Some(at) = pick(lessons, *number) {
                    let old = lessons[at].clone();
                    lessons[at].id = new;
                    self.disk.rename(&old.folder(), &lessons[at].folder());
                    for note in places.iter_mut().filter_map(|place| place.note.as_mut()) {
                        if note.0 == old.id {
                            note.0.clone_from(&lessons[at].id);
                        }
                    }
                }
            }
            Step::AddPlace => places.push(Place::new(&new, &format!("Mới {new}"))),
            Step::RemovePlace(number) => {
                if let Some(at) = pick(places, *number) {
                    let gone = places.remove(at).id;
                    lessons
                        .iter_mut()
                        .filter(|lesson| lesson.only_in.as_ref() == Some(&gone))
                        .for_each(|lesson| lesson.only_in = None);
                }
            }
            Step::RenamePlace(number) => {
                if let Some(at) = pick(places, *number) {
                    places[at].name = format!("Tên {new}");
                }
            }
            Step::MovePlace(number) => {
                if let Some(at) = pick(places, *number) {
                    let old = std::mem::replace(&mut places[at].id, new.clone());
                    lessons
                        .iter_mut()
                        .filter(|lesson| lesson.only_in.as_ref() == Some(&old))
                        .for_each(|lesson| lesson.only_in = Some(new.clone()));
                }
            }
            Step::Phone(number, value) => {
                if let Some(at) = pick(places, *number) {
                    places[at].phone = *value;
                }
            }
            Step::Hazard(number, value) => {
                if let Some(at) = pick(places, *number) {
                    places[at].hazard = *value;
                }
            }
            Step::Note(number, lesson, value) => {
                if let (Some(at), Some(lesson)) = (pick(places, *number), pick(lessons, *lesson)) {
                    let says = |value| (lessons[lesson].id.clone(), value);
                    places[at].note = value.map(says);
                }
            }
            Step::Fact(value) => self.small.fact = *value,
            Step::Address => self.small.address = !self.small.address,
            Step::Phrase(value) => self.small.phrase = *value,
            Step::Style(value) => self.small.style = *value,
            Step::Template(value) => self.small.template = *value,
            Step::Layout(value) => self.small.layout = *value,
            Step::Spoil(mistake, number) => self.spoil(*mistake, *number),
            Step::Sample => self.request.sample = !self.request.sample,
            Step::Unreviewed => self.request.unreviewed = !self.request.unreviewed,
            Step::Zip => self.request.zip = !self.request.zip,
            Step::Yesterday => {
                // Before the first place became a ward.
                let other = Date::constant(2026, 3, 1);
                let now = self.request.as_of == Some(run::DAY);
                self.request.as_of = Some(if now { other } else { run::DAY });
            }
            Step::Filtered { .. } | Step::LoseFile(_) | Step::LoseFolder(_) => return false,
        }
        true
    }

    fn spoil(&mut self, mistake: Mistake, number: usize) {
        let files = self.small.files();
        let lesson = pick(&self.small.lessons, number);
        let lesson = lesson.map(|at| format!("{}/lesson.vi.md", self.small.lessons[at].folder()));
        let place = pick(&self.small.places, number).map(|at| self.small.places[at].id.clone());
        let theme = |name: &str, from: &str, to: &str| {
            let name = format!("themes/base/{name}");
            let folder = name.rsplit_once('/').expect("a folder").0;
            let text = disk::repository(folder).remove(&name).expect("a theme file");
            let text = String::from_utf8(text).expect("letters");
            assert!(text.contains(from), "{name} has no {from}");
            (name, text.replacen(from, to, 1).into_bytes())
        };
        let spoilt = match (mistake, lesson, place) {
            (Mistake::Field | Mistake::FrontMatter, Some(lesson), _) => {
                let text = String::from_utf8(files[&lesson].clone()).expect("letters");
                let text = match mistake {
                    Mistake::Field => text.replacen("{#why}\n", "{#why}\n\n[[ place.nmae ]]\n", 1),
                    _ => text.replacen("\naction:", "\nactoin:", 1),
                };
                (lesson, text.into_bytes())
            }
            (Mistake::Table, _, _) => {
                let name = "content/places/units.csv".to_owned();
                let bytes = [&files[&name][..], b"short,row\n"].concat();
                (name, bytes)
            }
            (Mistake::Placeholder, _, Some(place)) => {
                let fault = format!(
                    "{{% block main %}}[% if place.id == \"{place}\" %][[ place.no.such ]][% endif %]"
                );
                theme("web/lesson.html", "{% block main %}", &fault)
            }
            (Mistake::Layout, _, Some(_)) => theme(
                "print/copier.typ",
                "#document-info",
                "#document-info\n#if d.place.general { panic(\"no\") }",
            ),
            _ => theme("web/place.html", "{% endblock main %}", "{% endblok main %}"),
        };
        self.small.spoilt.insert(spoilt.0, spoilt.1);
    }

    fn build_all(&mut self) {
        let before = disk::output(self.out.path());
        let built = run::build(&self.request);
        let after = disk::output(self.out.path());
        match (built, run::clean(&self.request)) {
            (Ok(summary), Ok(clean)) => {
                disk::assert_same(&after, &clean, "an incremental build and a clean one");
                let again = run::build(&self.request).expect("a build that was just made");
                assert_eq!((again.written, again.removed), (0, 0), "a second build does nothing");
                let counts =
                    |one: &loa::pipeline::Summary| (one.pages, one.leaflets, one.gaps, one.reviews);
                assert_eq!(counts(&again), counts(&summary), "and counts the same");
                // That something was withdrawn is reported by the build that does it.
                let once = summary.warnings - again.warnings;
                assert!(once <= usize::from(summary.removed > 0), "and warns of the same: {once}");
                assert_eq!(disk::output(self.out.path()), clean, "a second build");
                self.whole = Some(clean);
            }
            (Err(said), Err(clean)) => {
                assert_eq!(said, clean, "the same is wrong in both");
                disk::assert_same(&after, &before, &said);
            }
            (built, clean) => panic!("one of two builds failed: {built:?} {:?}", clean.err()),
        }
    }

    fn build_part(&mut self, place: Option<usize>, lang: Option<usize>, format: Option<usize>) {
        let place = place.and_then(|number| pick(&self.small.places, number));
        let place = place.map(|at| self.small.places[at].id.clone());
        let lang = lang.map(|number| ["vi", "en"][number % 2].to_owned());
        let format = format.map(|number| {
            let formats = ["web", "copier"];
            formats[if self.small.formats == "[web]" { 0 } else { number % 2 }].to_owned()
        });
        let request = Request {
            places: place.into_iter().collect(),
            langs: lang.into_iter().collect(),
            formats: format.into_iter().collect(),
            ..self.request.clone()
        };
        let before = disk::output(self.out.path());
        let built = run::build(&request);
        let after = disk::output(self.out.path());
        if built.is_err() {
            disk::assert_same(&after, &before, "a build with errors");
        }
        if let Some(whole) = &self.whole {
            disk::assert_same(&after, whole, "a build of a part, when nothing changed");
        }
    }

    /// Removes a file or a folder of the output behind the program's back.
    fn lose(&mut self, number: usize, folder: bool) {
        let output = disk::output(self.out.path());
        let names: Vec<_> = output.keys().filter(|name| name.ends_with('/') == folder).collect();
        let Some(at) = pick(&names, number) else { return };
        let path = disk::below(self.out.path(), names[at].trim_end_matches('/'));
        if folder { fs::remove_dir_all(path) } else { fs::remove_file(path) }
            .expect("it was there");
        self.whole = None;
    }
}

fn play(formats: &'static str, moves: &[Move]) {
    let mut world = World::new(formats);
    world.build_all();
    for one in moves {
        world.apply(one);
    }
    world.build_all();
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 200, failure_persistence: None, ..Default::default() }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn pages_after_any_changes_are_those_of_a_clean_build(moves in steps(16)) {
        play("[web]", &moves);
    }
}

proptest! {
    #![proptest_config(cases(4))]

    #[test]
    fn leaflets_after_any_changes_are_those_of_a_clean_build(moves in steps(8)) {
        play("[web, copier]", &moves);
    }
}
