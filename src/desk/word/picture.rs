//! The pictures of a document: those that a lesson can show stand in its text, the others lie beside
//! it until somebody makes something of them.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::{
    alt,
    block::{Block, Picture, Run},
    body::Walker,
    package::{Package, Relation},
    refused::Refused,
    xml,
};
use crate::{
    foreign::archive::Fault,
    load::{self, View},
};

/// All pictures of a document together, in bytes.
const MOST: u64 = 64 * 1024 * 1024;
/// More of them than this were never put into a text by a person.
const MOST_SAVED: usize = 500;

/// A picture beside a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, plain letters alone.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// A picture in the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// What it holds.
    Here(Vec<u8>),
    /// It is larger than what may be read.
    TooLarge,
}

/// A picture that was saved.
#[derive(Debug)]
pub struct Saved {
    /// The name of its part, and how much of it is seen.
    of: (String, View),
    /// Whether a lesson can show it.
    shown: bool,
    /// Its file.
    pub file: File,
}

/// The pictures that parts are related to, by the path of their part.
///
/// # Errors
/// When the archive is damaged.
pub fn read<'r>(
    package: &mut Package<'_>,
    relations: impl Iterator<Item = &'r Relation>,
) -> Result<BTreeMap<String, Found>, Refused> {
    let mut left = MOST;
    let mut all = BTreeMap::new();
    for relation in relations.filter(|relation| relation.kind == "image") {
        let name = &relation.target;
        if all.contains_key(name) {
            continue;
        }
        let found = match package.bytes(name, left) {
            Ok(Some(bytes)) => {
                left = left.saturating_sub(bytes.len() as u64);
                Found::Here(bytes)
            }
            Ok(None) => continue,
            Err(Fault::Much) => Found::TooLarge,
            Err(fault) => return Err(fault.into()),
        };
        all.insert(name.clone(), found);
    }
    Ok(all)
}

/// A picture as the document shows it.
pub struct Shown<'s> {
    /// The id of its relation.
    pub relation: Option<&'s str>,
    /// What its author or a program wrote of it.
    pub described: &'s str,
    /// How much of it is seen.
    pub view: View,
}

impl Walker<'_, '_> {
    /// A picture follows the paragraph that it stands in; one that no lesson can show leaves a mark
    /// where it stood.
    pub fn picture(&mut self, shown: &Shown<'_>, runs: &mut Vec<Run>) {
        let relation = shown.relation.and_then(|id| self.around.relations.get(id));
        let path = relation.map(|relation| relation.target.clone()).unwrap_or_default();
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let with = |name: &str| match shown.described.trim() {
            "" => name.to_owned(),
            says => format!("{name}: {says}"),
        };
        let saved = if self.aside { None } else { self.saved(path, shown.view) };
        let Some((file, can_be_shown)) = saved else {
            self.losses.pictures.push(with(&name));
            runs.push(self.mark("hình", "picture", &with(&name)));
            return;
        };
        let said = with(&file);
        if !can_be_shown {
            self.losses.unshown.push(said.clone());
            runs.push(self.mark("hình", "picture", &said));
            return;
        }
        self.losses.beside.push(said);
        let alt = alt::said(shown.described, &file);
        let unwritten = alt.is_none();
        self.losses.undescribed += usize::from(unwritten);
        let alt = alt.unwrap_or_else(|| {
            let (mark, what) = if self.english {
                ("To write", "What one sees in this picture")
            } else {
                ("Cần viết", "Người xem thấy gì trong hình này")
            };
            format!("[{mark}] {what}")
        });
        self.after.push(Block::Picture(Picture { file, alt, unwritten, joined: false }));
    }

    /// The name of the file that a picture is saved as, and whether a lesson can show it.
    fn saved(&mut self, path: String, view: View) -> Option<(String, bool)> {
        let of = (path, view);
        if let Some(saved) = self.pictures.iter().find(|saved| saved.of == of) {
            return Some((saved.file.name.clone(), saved.shown));
        }
        let Some(Found::Here(bytes)) = self.images.get(&of.0) else { return None };
        if self.pictures.len() >= MOST_SAVED {
            return None;
        }
        // One that is too large to be looked at is refused there.
        if !self.room.take_picture(load::picture_pixels(bytes).unwrap_or_default()) {
            return None;
        }
        let shown = is_shown(bytes);
        let (ending, bytes) = if shown {
            load::picture_anew(bytes, view)?
        } else {
            (ending(bytes, &of.0), bytes.clone())
        };
        let word = if self.english { "picture" } else { "hinh" };
        let name = format!("{word}-{}.{ending}", self.pictures.len() + 1);
        self.pictures.push(Saved { of, shown, file: File { name: name.clone(), bytes } });
        Some((name, shown))
    }
}

/// Whether lessons show pictures of this form, known by its first bytes whatever its name says.
fn is_shown(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..]
            | [0xFF, 0xD8, 0xFF, ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..]
    )
}

/// The ending of the name of another picture.
fn ending(bytes: &[u8], path: &str) -> &'static str {
    const KNOWN: [&str; 8] = ["emf", "wmf", "gif", "tif", "bmp", "svg", "emz", "wmz"];
    let is_emf = bytes.get(40..44) == Some(b" EMF".as_slice());
    match bytes {
        [b'G', b'I', b'F', b'8', ..] => "gif",
        [b'I', b'I', b'*', 0, ..] | [b'M', b'M', 0, b'*', ..] => "tif",
        [b'B', b'M', ..] => "bmp",
        [0xD7, 0xCD, 0xC6, 0x9A, ..] => "wmf",
        _ if is_emf => "emf",
        _ => {
            let lower = path.to_lowercase();
            let of = |ending: &&str| lower.rsplit('.').next() == Some(*ending);
            KNOWN.into_iter().find(|ending| of(ending)).unwrap_or("bin")
        }
    }
}

/// How much of a picture Word shows, by what stands around its `a:blip`.
pub fn view_of_blip(blip: Node<'_, '_>) -> View {
    let Some(fill) = blip.parent() else { return View::default() };
    let cut = xml::child(fill, "srcRect");
    let side = |name: &str| -> u32 {
        let part = cut.and_then(|cut| xml::attribute(cut, name)).unwrap_or("0");
        let share = part.strip_suffix('%').and_then(|share| share.parse::<f64>().ok());
        match share {
            Some(share) => parts(share / 100.0),
            // Less than nothing is a margin that Word adds.
            None => part.parse::<i64>().map_or(0, |part| u32::try_from(part.max(0)).unwrap_or(0)),
        }
    };
    let shape = fill.parent().and_then(|picture| xml::child(picture, "spPr"));
    let frame = shape.and_then(|shape| xml::child(shape, "xfrm"));
    let turn = frame.and_then(|frame| xml::attribute(frame, "rot"));
    let degrees = turn.and_then(|turn| turn.parse::<i64>().ok()).unwrap_or(0) / 60_000;
    // Those that are turned a little are not upright in Word either.
    let turns = u8::try_from((degrees + 45).rem_euclid(360) / 90).unwrap_or(0);
    View { cut: [side("l"), side("t"), side("r"), side("b")], turns }
}

/// The same of a picture in VML, by its `v:imagedata`.
pub fn view_of_vml(data: Node<'_, '_>) -> View {
    let side = |name: &str| -> u32 {
        let Some(part) = xml::attribute(data, name) else { return 0 };
        let number = |text: &str| text.parse::<f64>().unwrap_or(0.0);
        match (part.strip_suffix('f'), part.strip_suffix('%')) {
            (Some(part), _) => parts(number(part) / 65_536.0),
            (_, Some(part)) => parts(number(part) / 100.0),
            _ => parts(number(part)),
        }
    };
    View {
        cut: [side("cropleft"), side("croptop"), side("cropright"), side("cropbottom")],
        turns: 0,
    }
}

/// A share of one in the parts that [`View`] counts.
fn parts(share: f64) -> u32 {
    const WHOLE: u32 = 100_000;
    let bounded = (share * f64::from(WHOLE)).round().clamp(0.0, f64::from(WHOLE));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is within bounds"
    )]
    let parts = bounded as u32;
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_first_bytes_or_by_its_name() {
        for (bytes, path, wanted) in [
            (&b"GIF89a"[..], "word/media/image1.png", "gif"),
            (b"II*\0", "a.tiff", "tif"),
            (b"\x01\0\0\0", "word/media/image2.emf", "emf"),
            (b"<svg/>", "word/media/image3.SVG", "svg"),
            (b"?", "word/media/../x", "bin"),
        ] {
            assert!(!is_shown(bytes));
            assert_eq!(ending(bytes, path), wanted, "{path}");
        }
        assert!(is_shown(b"RIFF....WEBPVP8 ") && is_shown(b"\xFF\xD8\xFF\xE0"));
    }

    #[test]
    fn what_word_cuts_off_is_known() {
        let of = |text: &str, name: &str, view: fn(Node<'_, '_>) -> View| {
            let document = xml::parse(text).expect("XML");
            let node = document.descendants().find(|node| xml::name(*node) == name);
            view(node.expect("a picture"))
        };
        let text = r#"<pic><blipFill><blip/><srcRect l="25000" t="-5" b="10%"/></blipFill><spPr><xfrm rot="16200000"/></spPr></pic>"#;
        let wanted = View { cut: [25_000, 0, 0, 10_000], turns: 3 };
        assert_eq!(of(text, "blip", view_of_blip), wanted);
        let text = r#"<imagedata cropleft="32768f" croptop="0.1" cropbottom="NaN"/>"#;
        let wanted = View { cut: [50_000, 10_000, 0, 0], turns: 0 };
        assert_eq!(of(text, "imagedata", view_of_vml), wanted);
    }
}
