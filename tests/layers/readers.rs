//! Readers of foreign formats are called within the fence: what opens a file with one is named in few
//! sources, and each call of it is within what a fence is given, or in a function that is called from
//! there alone.

use std::{fs, path::PathBuf};

use super::{
    calls::{Name, Source},
    fences::Calls,
    module,
    paths::paths,
    source_folder, sources,
};

/// What opens foreign files, by its path or, with a `*`, by how that begins; and the sources that may name it.
const READERS: &[(&str, &[&str])] = &[
    ("calamine", &["desk/intake/xls/mod.rs", "desk/intake/xlsx.rs", "desk/intake/ods/table.rs"]),
    ("csv", &["foreign/csv.rs"]),
    ("image::DynamicImage::from_decoder", &[PHOTOGRAPH]),
    ("image::ImageDecoder", &[PHOTOGRAPH]),
    ("image::ImageReader", &[PHOTOGRAPH]),
    ("image::codecs::gif", &[]),
    ("image::codecs::jpeg::JpegDecoder", &[]),
    ("image::codecs::png::PngDecoder", &[]),
    ("image::codecs::webp", &[]),
    ("image::load*", &[]),
    ("image::open", &[]),
    ("minify_html", &["render/web/minify.rs"]),
    ("moxcms", &["load/pictures/photograph/colours.rs"]),
    ("pulldown_cmark::Parser", &["foreign/markdown.rs"]),
    ("quick_xml::NsReader", &[]),
    ("quick_xml::Reader", &["foreign/xml.rs"]),
    ("quick_xml::reader", &[]),
    ("roxmltree::Document::parse*", &["foreign/xml.rs"]),
    ("serde_yaml::from*", &["foreign/yaml.rs"]),
    ("serde_yaml::with*", &[]),
    ("serde_yaml::Deserializer", &[]),
    ("tera::Tera", &["render/web/engine.rs", STAGE, STATUS]),
    ("typst::compile", &["render/print/mod.rs", "render/card/draw.rs", "foreign/font.rs"]),
    ("typst::syntax::Source::new", &["render/shared/paged/world.rs"]),
    ("typst::text::Font::*", &["foreign/font.rs"]),
    ("typst::visualize::RasterImage::new", &["render/print/photographs.rs"]),
    ("typst_pdf::pdf", &["render/print/export.rs", "foreign/font.rs"]),
    (
        "typst_render::render",
        &["render/print/mod.rs", "render/card/draw.rs", "render/print/thumbnail.rs"],
    ),
    ("usvg::Tree", &[]),
    ("zip::ZipArchive", &["foreign/archive.rs"]),
    ("zip::read", &["foreign/archive.rs"]),
];

const PHOTOGRAPH: &str = "load/pictures/photograph/mod.rs";
const STAGE: &str = "render/web/stage.rs";
const STATUS: &str = "desk/status/html.rs";

/// The methods of a reader, or of what it gives, that read on. Of what they are called on nothing is
/// known, so they are looked for in the sources that may name it.
const METHODS: &[(&str, &[&str])] = &[
    (
        "calamine",
        &[
            "cells",
            "next_cell",
            "next_cell_with_formula_metadata",
            "next_formula",
            "next_style_id",
            "rows",
            "sheet_names",
            "styles",
            "to_ymd_hms_milli",
            "used_cells",
            "vba_project",
            "worksheet_cells_reader",
            "worksheet_formula",
            "worksheet_merge_cells",
            "worksheet_range",
            "worksheet_range_at",
            "worksheets",
        ],
    ),
    (
        "csv",
        &["byte_records", "headers", "into_records", "read_byte_record", "read_record", "records"],
    ),
    (
        "image::ImageReader",
        &[
            "decode",
            "dimensions",
            "exif_metadata",
            "icc_profile",
            "into_decoder",
            "into_dimensions",
            "orientation",
            "read_image",
            "total_bytes",
            "with_guessed_format",
        ],
    ),
    (
        "moxcms",
        &["create_transform_8bit", "create_transform_f32", "create_transform_f64", "transform"],
    ),
    ("pulldown_cmark::Parser", &["into_offset_iter", "next", "reference_definitions"]),
    ("quick_xml::Reader", &["read_event", "read_event_into", "read_text", "read_to_end"]),
    (
        "tera::Tera",
        &[
            "add_raw_template",
            "add_raw_templates",
            "get_template_variables",
            "load_from_glob",
            "render",
            "render_str",
            "render_to",
        ],
    ),
    ("typst::text::Font::*", &["glyph_bounding_box", "glyph_index", "instantiate", "ttf"]),
    (
        "zip::ZipArchive",
        &["by_index", "by_index_raw", "by_name", "by_path", "extract", "read", "read_to_end"],
    ),
];

/// What of a reader reads nothing.
const IDLE: [&str; 5] = [
    "csv::ReaderBuilder",
    "csv::StringRecord",
    "minify_html::Cfg",
    "tera::Tera::default",
    "tera::Tera::new",
];

/// Calls that need no fence, by their source, what they are called on, and their name.
const SAFE: [(&str, &str, &str); 4] = [
    // The one template is our own.
    (STATUS, "tera", "add_raw_template"),
    (STATUS, "tera", "render"),
    // An engine holds the fence itself.
    (STAGE, "second_stage()", "render_str"),
    (STAGE, "self.engine", "render"),
];

/// Crates that open no file of somebody else's: a new one must be looked at and put here or above.
const OTHERS: [&str; 34] = [
    "annotate-snippets",
    "anstream",
    "axum",
    "clap",
    "clap_complete",
    "fast_qr",
    "futures-core",
    "getrandom",
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

/// Whether a path is that of a reader, or of something in it.
fn is_of(path: &str, reader: &str) -> bool {
    match reader.strip_suffix('*') {
        Some(begins) => path.starts_with(begins),
        None => {
            path.strip_prefix(reader).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        }
    }
}

/// The readers that a source names, as they are listed.
fn readers_in(source: &str, module: &[String]) -> Vec<&'static str> {
    let named = paths(source, module, &crates());
    let named: Vec<String> = named.iter().map(|path| path.join("::")).collect();
    let named: Vec<&str> = named.iter().filter_map(|path| path.strip_prefix("::")).collect();
    // All of a module may be named.
    let opens = |path: &str, reader: &str| {
        path.strip_suffix('*').is_some_and(|above| reader.starts_with(above))
    };
    let is_named = |path: &str, reader: &str| is_of(path, reader) || opens(path, reader);
    let readers = READERS.iter().map(|(reader, _)| *reader);
    readers.filter(|reader| named.iter().any(|path| is_named(path, reader))).collect()
}

/// The path of a source below the folder of sources.
fn inner(file: &std::path::Path) -> String {
    let inner = file.strip_prefix(source_folder()).expect("a source");
    inner.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// All sources: each with its path, its text and its module.
fn all() -> Vec<(String, String, Vec<String>)> {
    let read = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a source");
        (inner(&file), text, module(&file))
    };
    sources(&source_folder()).into_iter().map(read).collect()
}

/// All sources, and what they call.
struct Sources {
    /// Each with its path, its text and its module.
    all: Vec<(String, String, Vec<String>)>,
    calls: Calls,
}

impl Sources {
    fn read() -> Self {
        let all = all();
        let parse = |(_, text, module): &(String, String, Vec<String>)| {
            Source::new(text, module, &crates())
        };
        let calls = Calls::of(all.iter().map(parse).collect());
        Self { all, calls }
    }

    /// The calls of readers outside of every fence, each by its source and its name.
    fn unfenced(&self) -> Vec<(String, String)> {
        self.readers(self.calls.outside())
    }

    /// The same if a source had another text.
    fn unfenced_with(&self, source: &str, text: &str) -> Vec<(String, String)> {
        let number = self.all.iter().position(|(inner, ..)| inner == source).expect("a source");
        let other = Source::new(text, &self.all[number].2, &crates());
        self.readers(self.calls.outside_with(number, &other))
    }

    fn readers(&self, calls: Vec<(usize, Name)>) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (number, name) in calls {
            let source = &self.all[number].0;
            let name = match name {
                Name::Path(path) if path.first().is_some_and(String::is_empty) => {
                    let path = path[1..].join("::");
                    let reads = READERS.iter().any(|(reader, _)| is_of(&path, reader));
                    (reads && !IDLE.iter().any(|idle| is_of(&path, idle))).then_some(path)
                }
                Name::Method(on, name) => {
                    let known = |reader: &str| {
                        READERS
                            .iter()
                            .any(|(of, known)| *of == reader && known.contains(&&**source))
                    };
                    let reads = METHODS
                        .iter()
                        .any(|(reader, methods)| methods.contains(&name.as_str()) && known(reader));
                    let safe = SAFE.contains(&(source, &on, &name));
                    (reads && !safe).then(|| format!("{on}.{name}"))
                }
                _ => None,
            };
            found.extend(name.map(|name| (source.clone(), name)));
        }
        found
    }
}

#[test]
fn what_reads_foreign_files_is_named_in_few_sources() {
    for (inner, text, module) in all() {
        for reader in readers_in(&text, &module) {
            let (_, known) = READERS.iter().find(|(known, _)| *known == reader).expect("a reader");
            assert!(known.contains(&inner.as_str()), "{inner} must not name {reader}");
        }
    }
}

#[test]
fn every_call_of_a_reader_stands_within_a_fence() {
    assert_eq!(Sources::read().unfenced(), []);
}

#[test]
fn every_fence_is_seen() {
    let sources = Sources::read();
    let mut seen = 0;
    let fencing = sources.all.iter().filter(|(_, text, _)| text.contains("fenced("));
    for (inner, text, module) in fencing {
        // A fence of Markdown is another thing.
        let knows = paths(text, module, &[]).iter().any(|path| {
            path.ends_with(&["fenced".to_owned()]) && path.contains(&"foreign".to_owned())
        });
        let own = text.split("#[cfg(test)]\nmod tests {").next().expect("a source");
        for (at, _) in own.match_indices("fenced(").filter(|_| knows) {
            let without = format!("{}un{}", &text[..at], &text[at..]);
            let found = sources.unfenced_with(inner, &without);
            assert!(!found.is_empty(), "nothing is within the fence at byte {at} of {inner}");
            seen += 1;
        }
    }
    assert!(seen > 15, "only {seen} fences were seen");
}

#[test]
fn a_call_outside_of_every_fence_is_found_whatever_its_source_fences_elsewhere() {
    let sources = Sources::read();
    let with = |source: &str, planted: &str| {
        let text = sources.all.iter().find(|(inner, ..)| inner == source).map(|(_, text, _)| text);
        sources.unfenced_with(source, &format!("{}\n{planted}\n", text.expect("a source")))
    };
    for (source, planted) in [
        ("foreign/xml.rs", "pub fn planted(text: &str) { let _ = Document::parse(text); }"),
        // What a fence is given is made before the fence holds.
        (
            "foreign/xml.rs",
            "pub fn planted(text: &str) { let _ = fenced(made(Document::parse(text))); }",
        ),
        (
            "foreign/xml.rs",
            "pub fn planted(text: &str) { println!(\"{:?}\", Document::parse(text)); }",
        ),
        ("foreign/xml.rs", "pub fn planted(text: &[&str]) { text.iter().map(Document::parse); }"),
        (
            "foreign/xml.rs",
            "pub fn planted(text: &str) { let read = || Document::parse(text); let _ = fenced(read); let _ = read(); }",
        ),
        (
            "foreign/archive.rs",
            "pub fn planted(zip: &mut ZipArchive<Bytes>) { let _ = zip.by_index(0); }",
        ),
        ("foreign/archive.rs", "pub fn planted() { let _ = open(|| ZipArchive::new(1)); }"),
        (
            "foreign/csv.rs",
            "pub fn planted(rows: &mut Records<'_>) { rows.reader.read_record(1); }",
        ),
        // Functions that were called within fences alone.
        (PHOTOGRAPH, "pub fn planted(bytes: &[u8]) { let _ = decode(bytes); }"),
        (PHOTOGRAPH, "pub const PLANTED: fn(&[u8]) -> Result<Stored, Fault> = decode;"),
        ("load/pictures/mod.rs", "fn planted(bytes: &[u8]) { photograph::size(bytes); }"),
        ("load/pictures/mod.rs", "pub use photograph::size as planted;"),
        (
            "render/print/mod.rs",
            "pub fn planted(a: &Press, b: &Plate, c: &Job) { let _ = sound(a, b, c); }",
        ),
        ("render/print/sheets.rs", "fn planted(a: A, b: B) { super::export::export(a, b); }"),
        (
            "desk/intake/xls/mod.rs",
            "struct Planted; impl Iterator for Planted { fn next(&mut self) { filled(self); } }",
        ),
        ("render/web/engine.rs", "pub fn planted(tera: &Tera) { let _ = tera.render(1, 2); }"),
        ("desk/status/html.rs", "pub fn planted(other: &Tera) { let _ = other.render(1, 2); }"),
    ] {
        assert!(!with(source, planted).is_empty(), "`{planted}` is not found in {source}");
    }
    for (source, planted) in [
        (
            "foreign/xml.rs",
            "pub fn planted(text: &str) { let _ = fenced(|| Document::parse(text)); }",
        ),
        (
            "foreign/xml.rs",
            "pub fn planted(text: &str) { let read = || Document::parse(text); let _ = fenced(read); }",
        ),
        ("foreign/archive.rs", "pub fn planted() { let _ = within(|| ZipArchive::new(1)); }"),
        (PHOTOGRAPH, "pub fn planted(bytes: &[u8]) { let _ = fenced(|| decode(bytes)); }"),
        (PHOTOGRAPH, "pub fn planted(bytes: &[u8]) -> usize { bytes.len() }"),
    ] {
        assert_eq!(with(source, planted), [], "`{planted}` in {source}");
    }
}

#[test]
fn every_source_that_may_read_does() {
    for (reader, files) in READERS {
        for inner in *files {
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
