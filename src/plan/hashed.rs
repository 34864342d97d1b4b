//! Files whose names carry a hash, by their names without it: what the pages of a site need beside
//! them, and cards.

use std::collections::BTreeMap;

use crate::model::{
    Campaign, Lang, Lesson, Picture, address::Top, fold::unmarked, picture::PictureKind,
};

/// The longest name of a picture. With its hash and ending it is under 60 letters.
const LONGEST: usize = 40;

/// Everything among the assets of a site, each with its name but for its hash. What two names have the
/// same bytes for is one file.
pub fn assets(campaign: &Campaign) -> impl Iterator<Item = (String, &[u8])> {
    let theme = campaign.theme.assets.iter().filter(|(name, _)| *name != Top::Worker.name());
    let theme = theme.map(|(name, bytes)| (name.clone(), &**bytes));
    let drawn = |picture: &Picture| picture.kind == PictureKind::Svg;
    let pictures = campaign.pictures.iter().filter(move |(_, picture)| !drawn(picture));
    let pictures = pictures.flat_map(|(path, picture)| {
        let files = [Some((picture.kind, &picture.bytes)), picture.webp()];
        let files = files.into_iter().flatten();
        files.map(move |(kind, bytes)| (picture_name(path, kind), bytes.as_slice()))
    });
    let mut seen: BTreeMap<String, Vec<&[u8]>> = BTreeMap::new();
    theme.chain(pictures).filter(move |(name, bytes)| {
        let same = seen.entry(name.clone()).or_default();
        let new = !same.contains(bytes);
        if new {
            same.push(*bytes);
        }
        new
    })
}

/// What a picture is called among the assets. Authors call their files as they like; an address, and a stick
/// with the file system of Windows, know fewer letters.
pub fn picture_name(path: &str, kind: PictureKind) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{}.{}", plain_name(stem), kind.extension())
}

/// What the card of a lesson in a language is called; without a lesson, that of the campaign.
pub fn card_name(campaign: &Campaign, of: Option<(&Lesson, &Lang)>) -> String {
    let Some((lesson, lang)) = of else { return "campaign.png".to_owned() };
    let text = lesson.text(lang, campaign.first_lang());
    let figure = text.and_then(|(text, _)| campaign.pictures.get(&text.figure.path));
    // A photograph would be heavy as PNG, and lettering would suffer as JPEG.
    let photograph = figure.is_some_and(|picture| picture.kind == PictureKind::Jpeg);
    format!("{}.{}", lesson.slug, if photograph { "jpg" } else { "png" })
}

/// A name in small letters without marks, digits and hyphens, and not a long one.
fn plain_name(name: &str) -> String {
    let mut plain = String::new();
    for letter in unmarked(name).chars() {
        if letter.is_ascii_alphanumeric() {
            plain.push(letter.to_ascii_lowercase());
        } else if !plain.is_empty() && !plain.ends_with('-') {
            plain.push('-');
        }
    }
    plain.truncate(LONGEST);
    let plain = plain.trim_end_matches('-');
    if plain.is_empty() { "picture".to_owned() } else { plain.to_owned() }
}
