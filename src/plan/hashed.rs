//! Files whose names carry a hash, by their names without it: what the pages of a site need beside
//! them, and cards.

use std::collections::BTreeSet;

use crate::model::{Campaign, Lang, Lesson, address::Top, picture::PictureKind};

/// Style sheets, scripts and photographs of a site, each with its name but for its hash. A photograph
/// that was copied to several lessons is one file.
pub fn assets(campaign: &Campaign) -> impl Iterator<Item = (String, &[u8])> {
    let theme = campaign.theme.assets.iter().filter(|(name, _)| *name != Top::Worker.name());
    let theme = theme.map(|(name, bytes)| (name.clone(), &**bytes));
    let pictures = campaign
        .pictures
        .values()
        .filter(|picture| picture.kind != PictureKind::Svg)
        .flat_map(|picture| [Some((picture.kind, &picture.bytes)), picture.webp()])
        .flatten()
        .map(|(kind, bytes)| (picture_name(kind), bytes.as_slice()));
    let mut seen = BTreeSet::new();
    theme.chain(pictures).filter(move |asset| seen.insert(asset.clone()))
}

/// What every picture is called among the assets but for its hash: by what it holds and not as its author
/// called it. An address knows fewer letters than a disk, and that of a picture in a discreet lesson would
/// say what the lesson is about to everybody who looks into the cache or the downloads of its reader. Were
/// other pictures called as their authors do, one that both kinds of lessons show would have to choose.
pub fn picture_name(kind: PictureKind) -> String {
    format!("picture.{}", kind.extension())
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
