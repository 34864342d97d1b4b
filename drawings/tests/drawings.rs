//! The drawings are what the kit makes, and what a bad copier can keep.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use loa_drawings::{FOLDER, scenes};

/// A page holds the drawing itself, and the program warns of heavier ones.
const HEAVIEST: usize = 20_000;
/// In points, when a drawing is 25 mm wide. Thinner lines are lost on the second copy.
const THINNEST: f64 = 0.5;
/// What the program keeps of a drawing, and no more: no style, no class, no gradient.
const ATTRIBUTES: [&str; 10] = [
    "xmlns", "viewBox", "lang", "transform", "d", "fill", "fill-rule", "stroke", "stroke-width",
    "stroke-linecap",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER)
}

fn kept(name: &str) -> String {
    let path = folder().join(name).with_extension("svg");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

#[test]
fn each_scene_is_made_again_with_the_same_bytes() {
    let mut old = Vec::new();
    for (name, scene) in scenes::all() {
        if scene().drawn() != kept(name) {
            old.push(name);
        }
    }
    assert!(old.is_empty(), "old drawings; make them anew with `cargo run`: {old:?}");
}

#[test]
fn each_file_has_its_scene() {
    let names: BTreeSet<PathBuf> =
        scenes::all().map(|(name, _)| folder().join(name).with_extension("svg")).collect();
    assert_eq!(names.len(), scenes::all().count(), "two scenes of one name");
    let there: BTreeSet<PathBuf> = files(&folder()).into_iter().collect();
    assert_eq!(there, names);
}

#[test]
fn no_drawing_is_too_heavy() {
    for (name, _) in scenes::all() {
        let weight = kept(name).len();
        assert!(weight <= HEAVIEST, "{name}: {weight} bytes");
    }
}

/// The values of an attribute in a text.
fn values<'a>(text: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    text.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn no_line_is_lost_on_a_copy() {
    for (name, _) in scenes::all() {
        let text = kept(name);
        let view: Vec<f64> =
            values(&text, "viewBox")[0].split(' ').map(|n| n.parse().expect("a number")).collect();
        let scale = if text.contains("transform=\"scale(.1)\"") { 0.1 } else { 1.0 };
        let points = 25.0 / 25.4 * 72.0 / view[2];
        let widths = values(&text, "stroke-width");
        assert!(!widths.is_empty(), "{name}: no line at all");
        for width in widths {
            let width = width.parse::<f64>().expect("a number") * scale * points;
            assert!(width >= THINNEST, "{name}: a line of {width:.2} pt");
        }
    }
}

#[test]
fn nothing_is_written_that_the_program_would_leave_out() {
    for (name, _) in scenes::all() {
        let text = kept(name);
        for tag in text.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let element = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            assert!(["svg", "title", "g", "path"].contains(&element), "{name}: <{element}>");
            for attribute in tag.split('"').step_by(2) {
                let attribute = attribute.rsplit(' ').next().unwrap_or_default();
                if let Some(attribute) = attribute.strip_suffix('=') {
                    let known = ATTRIBUTES.contains(&attribute) || attribute == "stroke-linejoin";
                    assert!(known, "{name}: {attribute}");
                }
            }
        }
        let paints: BTreeSet<&str> =
            values(&text, "fill").into_iter().chain(values(&text, "stroke")).collect();
        let known = BTreeSet::from(["#000", "#a6a6a6", "#d6d6d6", "#fff", "none"]);
        assert!(paints.is_subset(&known), "{name}: {paints:?}");
    }
}

#[test]
fn each_says_what_it_shows() {
    for (name, _) in scenes::all() {
        let text = kept(name);
        for lang in ["vi", "en"] {
            let start = format!("<title lang=\"{lang}\">");
            let title = text.split(start.as_str()).nth(1).and_then(|rest| rest.split('<').next());
            let title = title.unwrap_or_default();
            assert!(title.ends_with('.') && title.len() > 12, "{name} ({lang}): `{title}`");
            assert!(title.chars().count() <= 160, "{name} ({lang}): {} letters", title.chars().count());
        }
    }
}

/// Where a hand does not quite reach: a hand of help on a shoulder, a hand that holds another or a rope, an
/// arm under a blanket. None of them presses, strikes or holds a head.
const SHORT: [&str; 16] = [
    "cpr_baby/7", "in_water/6", "choking/7", "burn/2", "burn/5", "bite/3", "bite/4", "electric/5", "electric/6",
    "lightning/5", "lightning/6", "eyes-on/3", "eyes-on/4", "eyes-on/5", "pits-and-ponds/5", "three-seasons/3",
];

#[test]
fn hands_and_feet_are_where_they_should_be() {
    let short: Vec<&str> = scenes::all()
        .filter(|(_, scene)| scene().world.missed.iter().any(|centimetres| *centimetres >= 1.2))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(short, SHORT);
}
