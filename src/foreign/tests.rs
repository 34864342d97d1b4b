//! What a file may ask of whoever reads it.

use std::io::{Cursor, Write};

use pulldown_cmark::Options;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    archive::{self, Archive},
    markdown, xml, yaml,
};

/// Runs `work` on a thread with less room for calls within each other than any that the program runs.
pub fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(work);
    thread.expect("a thread").join().expect("it ends");
}

const MOST: xml::Most = xml::Most { bytes: 1 << 20, nodes: 1000, deep: 50, run: 10_000 };

fn tree(text: &str) -> Result<usize, xml::Fault> {
    xml::tree(text, MOST, false).map(|document| document.descendants().count())
}

#[test]
fn a_tree_has_so_many_elements_so_deep() {
    let deep = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    assert_eq!(tree(&deep(50)), Ok(51));
    assert_eq!(tree(&deep(51)), Err(xml::Fault::Much));
    assert_eq!(tree(&format!("<a>{}</a>", "<b/>".repeat(2000))), Err(xml::Fault::Much));
    assert_eq!(tree(&format!("<a>{}</a>", "b".repeat(20_000))), Err(xml::Fault::Much));
    assert!(matches!(tree("<a><b></a>"), Err(xml::Fault::Broken(_))));
    on_a_small_stack(|| {
        let most = xml::Most { bytes: 1 << 30, nodes: u32::MAX, deep: 50, run: 1 << 30 };
        let deep = "<a>".repeat(1_000_000) + &"</a>".repeat(1_000_000);
        assert_eq!(xml::tree(&deep, most, false).err(), Some(xml::Fault::Much));
    });
}

#[test]
fn attributes_and_namespaces_are_counted_however_they_are_written() {
    let attributes = |count: usize, quote: char| {
        let one = |at| format!(" a{at} =\n{quote}{quote}");
        let all = (0..count).map(one).collect::<Vec<_>>().concat();
        tree(&format!("<a{all}/>"))
    };
    assert_eq!(attributes(300, '"'), Ok(2));
    for quote in ['"', '\''] {
        assert_eq!(attributes(301, quote), Err(xml::Fault::Much));
    }
    // A value may hold what ends an element, and does not end it there.
    let hidden = (0..301).map(|at| format!(" a{at}=\">\"")).collect::<Vec<_>>().concat();
    assert_eq!(tree(&format!("<a{hidden}/>")), Err(xml::Fault::Much));
    let named = |count: usize| {
        let one = |at| format!("<b xmlns:n{at}=\"u{at}\"/>");
        let all = (0..count).map(one).collect::<Vec<_>>().concat();
        tree(&format!("<a>{all}</a>"))
    };
    assert!(named(500).is_ok());
    assert_eq!(named(700), Err(xml::Fault::Much), "each of seven hundred is held against all");
}

#[test]
fn markdown_is_as_deep_and_as_long_as_people_write() {
    let read = |text: &str| markdown::read(text, Options::empty()).map(|read| read.events.len());
    assert!(read(&(">".repeat(38) + " a")).is_ok());
    assert!(matches!(read(&(">".repeat(50) + " a")), Err(markdown::Fault::Deep(_))));
    assert!(matches!(read(&"a\n\n".repeat(20_000)), Err(markdown::Fault::Much(_))));
    on_a_small_stack(move || {
        for sign in [">", "- ", "*a **b ", "[", "![", "1. ", "(", "`", "<a ", "> - "] {
            let _ = markdown::read(&sign.repeat(50_000), Options::all());
        }
    });
}

#[test]
fn addresses_of_links_that_no_link_has_are_found() {
    let text = "[a]: b\n[c]: d\n\n[a]\n";
    let read = markdown::read(text, Options::empty()).expect("events");
    assert_eq!(
        read.unused.iter().map(|at| text.get(at.clone())).collect::<Vec<_>>(),
        [Some("[c]: d")]
    );
}

#[test]
fn yaml_is_as_deep_and_as_long_as_people_write() {
    let read = |text: &str| {
        let read = yaml::read::<serde_json::Value>(text, yaml::Options::default());
        read.map_err(|fault| matches!(fault, yaml::Fault::Much(_)))
    };
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(read("a: [b]"), Ok(serde_json::json!({ "a": ["b"] })));
    assert_eq!(read("a: [b"), Err(false));
    assert_eq!(read(&deep(33)), Err(true));
    assert_eq!(read(&"- a\n".repeat(300_000)), Err(true));
    on_a_small_stack(move || {
        assert!(read(&deep(32)).is_ok());
        for sign in ["[", "- ", "{a: ", "? ", "&a ", "!a "] {
            assert!(read(&sign.repeat(50_000)).is_err(), "{sign}");
        }
    });
}

#[test]
fn no_more_is_unpacked_than_may_be() {
    let text = "a".repeat(3000);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["a", "b"] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("its bytes");
    }
    let packed = zip.finish().expect("an archive").into_inner();
    let open = |part, all| {
        Archive::open(&packed, archive::Most { part, all, run: 10_000 }).expect("an archive")
    };
    let mut whole = open(4000, 10_000);
    assert_eq!(whole.part("a", 4000).map(|part| part.map(|part| part.len())), Ok(Some(3000)));
    assert_eq!(whole.part("c", 4000), Ok(None));
    assert_eq!(whole.text("b").map(|text| text.map(|text| text.len())), Ok(Some(3000)));
    assert_eq!(open(4000, 10_000).part("a", 2999), Err(archive::Fault::Much));
    assert_eq!(open(2000, 10_000).part("a", 9999), Err(archive::Fault::Much));
    let mut little = open(4000, 5000);
    assert!(little.part("a", 4000).is_ok());
    assert_eq!(little.part("b", 4000), Err(archive::Fault::Much), "what was unpacked is counted");
    assert_eq!(open(4000, 6000).weighed().map(|sizes| sizes.len()), Ok(2));
    assert_eq!(open(4000, 5000).weighed(), Err(archive::Fault::Much));
    let few = Archive::open(&packed[..packed.len() / 2], archive::Most { part: 1, all: 1, run: 1 });
    assert_eq!(few.err(), Some(archive::Fault::Broken));
}
