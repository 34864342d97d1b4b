//! What people did to the cells of an `.xlsx` beside typing into them: comments, and lines through
//! words.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use super::{
    Comment, Refused,
    ods::attribute,
    package::{LONGEST_RUN, Package, named, position, tree, words},
};
use crate::foreign::xml;

/// Cells by their sheet, and by row and column from 0.
pub type Places = BTreeMap<String, BTreeSet<(usize, usize)>>;

/// What people wrote beside cells.
///
/// # Errors
/// When a part that is there cannot be read.
pub fn comments(package: &mut Package<'_>) -> Result<Vec<Comment>, Refused> {
    let mut comments = Vec::new();
    for (sheet, path) in package.sheets()? {
        let mut said: BTreeMap<(usize, usize), String> = BTreeMap::new();
        let mut parts: Vec<(String, String)> = package.related(&path)?.into_values().collect();
        // Excel repeats each thread as a comment for its older versions.
        parts.sort_by_key(|(kind, target)| (kind != "threadedComment", target.clone()));
        for (kind, target) in parts {
            if !matches!(kind.as_str(), "comments" | "threadedComment") {
                continue;
            }
            let Some(text) = package.text(&target)? else { continue };
            let document = tree(&text)?;
            for found in named(document.root(), if kind == "comments" { "comment" } else { &kind })
            {
                let Some(at) = found.attribute("ref").and_then(position) else { continue };
                let words = words(found);
                if words.is_empty() || words.starts_with("[Threaded comment]") {
                    continue;
                }
                let first = said.entry(at).or_default();
                if kind != "comments" && !first.is_empty() {
                    first.push_str(" — ");
                    first.push_str(&words);
                } else if first.is_empty() {
                    *first = words;
                }
            }
        }
        let all = said.into_iter().map(|(at, text)| Comment { sheet: sheet.clone(), at, text });
        comments.extend(all);
    }
    Ok(comments)
}

/// The cells of which some words have a font of their own that strikes them out, whether the text is
/// shared among cells or stands in the cell.
///
/// # Errors
/// When a part cannot be read.
pub fn struck(package: &mut Package<'_>) -> Result<Places, Refused> {
    // In all of a sheet or of the shared texts nothing else has a name with these letters.
    let strikes = |text: &str| text.contains("strike");
    let mut shared: Vec<bool> = Vec::new();
    for name in package.shared() {
        let text = package.text(&name)?.unwrap_or_default();
        if !strikes(&text) {
            continue;
        }
        let mut at = 0;
        scan(&text, "si", |_, struck| {
            if at == shared.len() {
                shared.push(struck);
            } else if let Some(known) = shared.get_mut(at) {
                *known |= struck;
            }
            at += 1;
        })?;
    }
    let is_struck = |at: usize| shared.get(at).copied().unwrap_or_default();
    let mut places = Places::new();
    for (sheet, path) in package.sheets()? {
        let Some(text) = package.text(&path)? else { continue };
        if shared.contains(&true) || strikes(&text) {
            let mut found = BTreeSet::new();
            scan(&text, "c", |cell, struck| {
                if struck || cell.shared.is_some_and(is_struck) {
                    found.insert(cell.at);
                }
            })?;
            places.insert(sheet, found);
        }
    }
    Ok(places)
}

/// A cell of a sheet.
#[derive(Default)]
struct Cell {
    at: (usize, usize),
    is_shared: bool,
    /// The number of its shared text.
    shared: Option<usize>,
}

/// Looks through a part for elements of a name, and says of each whether words of it are struck out.
fn scan(text: &str, unit: &str, mut each: impl FnMut(&Cell, bool)) -> Result<(), Refused> {
    let (mut cell, mut struck) = (Cell::default(), false);
    // Whether words of the run that is being read are, and what is open that has words.
    let (mut line, mut words, mut value) = (false, false, false);
    xml::each(text, LONGEST_RUN, |event| {
        match event {
            Event::Start(element) => {
                let name = element.local_name();
                let name = name.as_ref();
                if name == unit {
                    struck = false;
                }
                match name {
                    "row" => {
                        let row = attribute(&element, "r")?.and_then(|row| row.parse().ok());
                        cell.at.0 = row.map_or(cell.at.0, |row: usize| row.saturating_sub(1));
                    }
                    "c" => {
                        let at = attribute(&element, "r")?.as_deref().and_then(position);
                        cell.at = at.unwrap_or(cell.at);
                        cell.is_shared = attribute(&element, "t")?.as_deref() == Some("s");
                        cell.shared = None;
                    }
                    "r" => line = false,
                    "strike" => line = is_on(&element)?,
                    "t" => words = true,
                    "v" => value = true,
                    _ => {}
                }
            }
            Event::Text(text) if words => struck |= line && !text.trim().is_empty(),
            Event::GeneralRef(_) | Event::CData(_) if words => struck |= line,
            Event::Text(text) if value && cell.is_shared => cell.shared = text.trim().parse().ok(),
            Event::End(element) => {
                let name = element.local_name();
                let name = name.as_ref();
                if name == unit {
                    each(&cell, struck);
                }
                match name {
                    "row" => cell.at = (cell.at.0.saturating_add(1), 0),
                    "c" => cell.at.1 = cell.at.1.saturating_add(1),
                    // Words beside runs have no font of their own.
                    "r" => line = false,
                    "t" => words = false,
                    "v" => value = false,
                    _ => {}
                }
            }
            _ => {}
        }
        Ok(())
    })
}

fn is_on(strike: &BytesStart<'_>) -> Result<bool, Refused> {
    Ok(!matches!(attribute(strike, "val")?.as_deref(), Some("0" | "false")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, unit: &str) -> Vec<((usize, usize), Option<usize>, bool)> {
        let mut all = Vec::new();
        scan(text, unit, |cell, struck| all.push((cell.at, cell.shared, struck))).expect("a part");
        all
    }

    #[test]
    fn words_are_struck_where_their_run_says_so() {
        let item = |run: &str, words: &str| {
            format!("<si><r><t>a</t></r><r><rPr>{run}</rPr><t>{words}</t></r></si>")
        };
        for (run, words, struck) in [
            ("<strike/>", "b", true),
            ("<strike></strike>", "&amp;", true),
            ("<x:strike val=\"1\"/>", "b", true),
            ("<strike val=\"0\"/>", "b", false),
            ("<strike val=\"false\"/>", "b", false),
            // Nobody sees a line through nothing.
            ("<strike/>", " ", false),
            ("<b/>", "strike", false),
        ] {
            assert_eq!(found(&item(run, words), "si"), [((0, 0), None, struck)], "{run} {words}");
        }
    }

    #[test]
    fn cells_are_where_they_say_or_beside_the_one_before() {
        let run = "<is><r><rPr><strike/></rPr><t>x</t></r></is>";
        let rows = format!(
            "<x><row><c t=\"s\"><v>3</v></c><c t=\"inlineStr\">{run}</c></row>\
             <row r=\"7\"><c r=\"D7\"><v>1</v></c><c t=\"s\"><v>0</v></c></row><row><c/></row></x>"
        );
        assert_eq!(
            found(&rows, "c"),
            [
                ((0, 0), Some(3), false),
                ((0, 1), None, true),
                ((6, 3), None, false),
                ((6, 4), Some(0), false),
                ((7, 0), None, false),
            ]
        );
    }
}
