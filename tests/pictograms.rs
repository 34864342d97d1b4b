//! The shared drawings are one family: one grid, black and white, each saying what it shows, and
//! all of them on a sheet to choose from.

#![expect(clippy::disallowed_methods, reason = "a test reads the drawings")]

use std::{env, fmt::Write as _, fs, path::Path};

use roxmltree::Document;

const FOLDER: &str = "content/pictograms";
const SHEET: &str = "index.html";

/// The name and the text of each drawing, by name.
fn drawings() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let mut found: Vec<_> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "svg"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(path).expect("a drawing"))
        })
        .collect();
    found.sort();
    found
}

fn title<'a>(drawing: &'a Document<'_>, lang: &str) -> Option<&'a str> {
    let mut titles = drawing.descendants().filter(|node| node.has_tag_name("title"));
    titles.find(|node| node.attribute("lang") == Some(lang)).and_then(|node| node.text())
}

#[test]
fn all_are_drawn_on_one_grid_in_black_and_white() {
    let drawings = drawings();
    assert!(drawings.len() >= 40, "only {} drawings", drawings.len());
    for (name, text) in &drawings {
        let drawing = Document::parse(text).expect(name);
        assert_eq!(drawing.root_element().attribute("viewBox"), Some("0 0 96 96"), "{name}");
        for node in drawing.descendants().filter(roxmltree::Node::is_element) {
            for attribute in node.attributes() {
                match attribute.name() {
                    "fill" | "stroke" => {
                        assert!(["none", "#000", "#fff"].contains(&attribute.value()), "{name}");
                    }
                    "opacity" | "transform" => panic!("{name}: {}", attribute.name()),
                    // Thinner lines than this are lost on a bad copy.
                    "stroke-width" => {
                        let width: f32 = attribute.value().parse().expect(name);
                        assert!(width >= 2.0, "{name}: a line of {width}");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn all_say_what_they_show() {
    for (name, text) in drawings() {
        let drawing = Document::parse(&text).expect(&name);
        for lang in ["vi", "en"] {
            let title = title(&drawing, lang).unwrap_or_default();
            assert!(title.ends_with('.') && title.len() <= 120, "{name} ({lang}): `{title}`");
        }
    }
}

/// A page that opens with a double click and prints on A4, each drawing 25 mm wide.
fn sheet() -> String {
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Hình dùng chung</title>\n\
         <style>\n\
         body { font: 11pt/1.35 sans-serif; margin: 8mm; color: #000; background: #fff }\n\
         main { display: grid; grid-template-columns: repeat(auto-fill, minmax(42mm, 1fr)); gap: 6mm }\n\
         figure { margin: 0; break-inside: avoid }\n\
         img { width: 25mm; height: 25mm; display: block; margin-bottom: 2mm }\n\
         figcaption p { margin: 0; font-size: 9pt }\n\
         </style>\n<h1>Hình dùng chung <span lang=\"en\">/ Shared pictograms</span></h1>\n\
         <p>Ghi tên hình vào đầu bài: <code>figure: { file: call.svg }</code>. \
         <span lang=\"en\">Name one at the head of a lesson.</span></p>\n<main>\n",
    );
    for (name, text) in drawings() {
        let drawing = Document::parse(&text).expect(&name);
        let (vi, en) = (title(&drawing, "vi").expect("vi"), title(&drawing, "en").expect("en"));
        let _ = writeln!(
            html,
            "<figure><img src=\"{name}\" alt=\"\"><figcaption><code>{name}</code><p>{vi}</p>\
             <p lang=\"en\">{en}</p></figcaption></figure>"
        );
    }
    html + "</main>\n</html>\n"
}

#[test]
fn the_sheet_shows_all_of_them() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER).join(SHEET);
    if env::var_os("SNAPSHOTS").is_some_and(|wish| wish == "overwrite") {
        fs::write(&path, sheet()).expect("written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == sheet(), "{FOLDER}/{SHEET} is old: run with SNAPSHOTS=overwrite");
}
