//! Readers of foreign formats are called within the fence: what opens a file with one is called from few
//! sources, each of which holds the fence or is called within that of another one.

use std::fs;

use super::{module, paths::paths, source_folder, sources};

/// What opens foreign files, by its path or, with a `*`, by how that begins; and the sources that may name it, each
/// with the one that holds its fence.
const READERS: &[(&str, &[(&str, &str)])] = &[
    (
        "calamine",
        &[
            ("desk/intake/xls/mod.rs", "desk/intake/xls/mod.rs"),
            ("desk/intake/xlsx.rs", "desk/intake/xlsx.rs"),
            // Days and times as it writes them.
            ("desk/intake/ods/table.rs", "foreign/xml.rs"),
        ],
    ),
    ("csv", &[("foreign/csv.rs", "foreign/csv.rs")]),
    ("image::DynamicImage::from_decoder", &PICTURES),
    ("image::ImageDecoder", &PICTURES),
    ("image::ImageReader", &PICTURES),
    ("image::codecs::gif", &[]),
    ("image::codecs::jpeg::JpegDecoder", &[]),
    ("image::codecs::png::PngDecoder", &[]),
    ("image::codecs::webp", &[]),
    ("image::load*", &[]),
    ("image::open", &[]),
    ("minify_html", &[("render/web/minify.rs", "render/web/minify.rs")]),
    ("moxcms", &[("load/pictures/photograph/colours.rs", PHOTOGRAPH)]),
    ("pulldown_cmark::Parser", &[("foreign/markdown.rs", "foreign/markdown.rs")]),
    ("quick_xml::NsReader", &[]),
    ("quick_xml::Reader", &[("foreign/xml.rs", "foreign/xml.rs")]),
    ("quick_xml::reader", &[]),
    ("roxmltree::Document::parse*", &[("foreign/xml.rs", "foreign/xml.rs")]),
    ("serde_yaml::from*", &[("foreign/yaml.rs", "foreign/yaml.rs")]),
    ("serde_yaml::with*", &[]),
    ("serde_yaml::Deserializer", &[]),
    (
        "tera::Tera",
        &[
            ("render/web/engine.rs", "render/web/engine.rs"),
            ("render/web/stage.rs", "render/web/engine.rs"),
            // Its one template is our own.
            ("desk/status/html.rs", "render/web/engine.rs"),
        ],
    ),
    ("typst::compile", &[(PRINT, PRINT), (CARD, CARD), (FONT, FONT)]),
    ("typst::syntax::Source::new", &[(WORLD, WORLD)]),
    ("typst::text::Font::*", &[(FONT, FONT)]),
    ("typst::visualize::RasterImage::new", &[("render/print/photographs.rs", PRINT)]),
    ("typst_pdf::pdf", &[("render/print/export.rs", PRINT), (FONT, FONT)]),
    ("typst_render::render", &[(PRINT, PRINT), (CARD, CARD), ("render/print/thumbnail.rs", PRINT)]),
    ("usvg::Tree", &[]),
    ("zip::ZipArchive", &[("foreign/archive.rs", "foreign/archive.rs")]),
    ("zip::read", &[("foreign/archive.rs", "foreign/archive.rs")]),
];

const PHOTOGRAPH: &str = "load/pictures/photograph/mod.rs";
const PICTURES: [(&str, &str); 1] = [(PHOTOGRAPH, PHOTOGRAPH)];
const PRINT: &str = "render/print/mod.rs";
const CARD: &str = "render/card/draw.rs";
const FONT: &str = "foreign/font.rs";
const WORLD: &str = "render/shared/paged/world.rs";

/// How many fences there are in each source that has some: one that is taken away, or not set around
/// what is new, is seen here.
const FENCES: [(&str, usize); 15] = [
    ("desk/intake/xls/mod.rs", 1),
    ("desk/intake/xlsx.rs", 1),
    ("foreign/archive.rs", 3),
    ("foreign/csv.rs", 1),
    (FONT, 2),
    ("foreign/markdown.rs", 1),
    ("foreign/xml.rs", 2),
    ("foreign/yaml.rs", 1),
    ("load/pictures/anew.rs", 2),
    (PHOTOGRAPH, 1),
    (CARD, 1),
    (PRINT, 1),
    (WORLD, 1),
    ("render/web/engine.rs", 2),
    ("render/web/minify.rs", 1),
];

/// Crates that open no file of somebody else's: a new one must be looked at and put here or above.
const OTHERS: [&str; 33] = [
    "annotate-snippets",
    "anstream",
    "axum",
    "clap",
    "clap_complete",
    "fast_qr",
    "futures-core",
    "hashbrown",
    "hyper",
    "hyper-util",
    "icu_collator",
    "icu_locale_core",
    "icu_segmenter",
    "indicatif",
    "jiff",
    "krilla",
    "notify",
    "open",
    "rayon",
    "regex",
    "rust-embed",
    "rust_xlsxwriter",
    "rustix",
    "serde",
    // It reads what we wrote ourselves, and goes no deeper than it can.
    "serde_json",
    "sha2",
    "strsim",
    "tokio",
    "typst-layout",
    "unicode-normalization",
    "walkdir",
    "webp",
    "xxhash-rust",
];

fn crates() -> Vec<&'static str> {
    let mut crates: Vec<&str> =
        READERS.iter().map(|(path, _)| path.split("::").next().expect("a crate")).collect();
    crates.dedup();
    crates
}

/// The readers that a source names, as they are listed.
fn readers_in(source: &str, module: &[String]) -> Vec<&'static str> {
    let named = paths(source, module, &crates());
    let named: Vec<String> = named.iter().map(|path| path.join("::")).collect();
    let named: Vec<&str> = named.iter().filter_map(|path| path.strip_prefix("::")).collect();
    let is_within = |path: &str, reader: &str| {
        path.strip_prefix(reader).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let is_of = |path: &str, reader: &str| match reader.strip_suffix('*') {
        Some(begins) => path.starts_with(begins),
        None => is_within(path, reader),
    };
    // All of a module may be named.
    let opens = |path: &str, reader: &str| {
        path.strip_suffix('*').is_some_and(|above| reader.starts_with(above))
    };
    let is_named = |path: &str, reader: &str| is_of(path, reader) || opens(path, reader);
    let readers = READERS.iter().map(|(reader, _)| *reader);
    readers.filter(|reader| named.iter().any(|path| is_named(path, reader))).collect()
}

#[test]
fn what_reads_foreign_files_stands_behind_a_fence() {
    for file in sources(&source_folder()) {
        let text = fs::read_to_string(&file).expect("a source");
        let inner = file.strip_prefix(source_folder()).expect("a source");
        let inner = inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        for reader in readers_in(&text, &module(&file)) {
            let (_, known) = READERS.iter().find(|(known, _)| *known == reader).expect("a reader");
            let known = known.iter().find(|(source, _)| *source == inner);
            let (_, fence) = known.unwrap_or_else(|| panic!("{inner} must not name {reader}"));
            let text = fs::read_to_string(source_folder().join(fence)).expect("a source");
            assert!(text.contains("fenced("), "{fence} has no fence for {reader} in {inner}");
        }
    }
}

#[test]
fn no_fence_is_taken_away() {
    let mut found = Vec::new();
    for file in sources(&source_folder()) {
        let text = fs::read_to_string(&file).expect("a source");
        let text = text.split("#[cfg(test)]\nmod tests {").next().expect("a source");
        let inner = file.strip_prefix(source_folder()).expect("a source");
        let inner = inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        // What knows the fence by its name; a fence of Markdown is another thing.
        let knows = paths(text, &module(&file), &[]);
        let knows = knows.iter().any(|path| {
            path.ends_with(&["fenced".to_owned()]) && path.contains(&"foreign".to_owned())
        });
        let fences = text.matches("fenced(").count();
        if knows && fences > 0 {
            found.push((inner, fences));
        }
    }
    found.sort();
    let mut known = FENCES.map(|(source, count)| (source.to_owned(), count));
    known.sort();
    assert_eq!(found, known);
}

#[test]
fn every_source_that_may_read_does() {
    for (reader, files) in READERS {
        for (inner, _) in *files {
            let file = source_folder().join(inner);
            let text = fs::read_to_string(&file).expect(inner);
            let found = readers_in(&text, &module(&file));
            assert!(found.contains(reader), "{inner} does not name {reader}, only {found:?}");
        }
    }
}

#[test]
fn a_reader_is_found_however_it_is_named() {
    for (line, reader) in [
        ("fn a() { roxmltree::Document::parse(\"\"); }", "roxmltree::Document::parse*"),
        (
            "use roxmltree::Document;\nfn a() { Document::parse(\"\"); }",
            "roxmltree::Document::parse*",
        ),
        ("use quick_xml::{Reader as R, events::Event};", "quick_xml::Reader"),
        ("use zip as archive;\nfn a() { archive::ZipArchive::new(1); }", "zip::ZipArchive"),
        ("use image::*;", "image::ImageReader"),
        ("fn a() { println!(\"{:?}\", image::load_from_memory(&[])); }", "image::load*"),
        (
            "use serde_yaml::{self, Value};\nfn a() { serde_yaml::from_str(\"\"); }",
            "serde_yaml::from*",
        ),
        ("use typst::text::{Font, FontBook};\nfn a() { Font::iter(1); }", "typst::text::Font::*"),
        ("use calamine::Data;", "calamine"),
    ] {
        let found = readers_in(line, &["check".to_owned()]);
        assert!(found.contains(&reader), "`{line}` names {reader}, not only {found:?}");
    }
    let sound = "use roxmltree::{Document, Node};\nfn a(_: Document<'_>) {}\nuse image::Rgb;\n\
                 use typst::text::Font;\nuse crate::csv::Records;\n#[cfg(test)]\nmod tests { use calamine::Xls; }";
    assert_eq!(readers_in(sound, &["check".to_owned()]), [""; 0]);
}

#[test]
fn every_crate_is_known_to_read_or_not_to() {
    let manifest = source_folder().with_file_name("Cargo.toml");
    let manifest = fs::read_to_string(manifest).expect("the manifest");
    let (mut all, mut within) = (Vec::new(), false);
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            within = section.ends_with("dependencies]") && !section.starts_with("dev-");
        } else if let Some((name, _)) = line.split_once(" = ").filter(|_| within) {
            all.push(name);
        }
    }
    assert!(all.len() > 40, "only {all:?} were found");
    let crates = crates();
    for name in &all {
        let reads = crates.contains(&name.replace('-', "_").as_str());
        assert!(reads != OTHERS.contains(name), "is {name} a reader of foreign files?");
    }
    for other in OTHERS {
        assert!(all.contains(&other), "{other} is no dependency");
    }
}
