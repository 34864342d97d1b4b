//! A pack: its folder with `pack.yaml`, and its place in `campaign.yaml`.

use std::path::Path;

use super::{Step, free_id, held, listed, made, shown, title_fits};
use crate::{
    diag::{Report, Stop},
    load::characters,
    say,
};

/// The shapes that stand for a pack, each with what it looks like.
pub const SHAPES: [&str; 4] = ["water", "home", "self", "net"];

/// What is asked of a new pack.
#[derive(Debug)]
pub struct Pack {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it gives, in one line.
    pub promise: String,
    /// One of [`SHAPES`].
    pub shape: String,
    /// Whether its readers must not be seen reading it.
    pub discreet: bool,
}

/// What a new pack writes.
///
/// # Errors
/// When it cannot be, which is reported, or the machine failed.
pub fn pack(report: &mut Report, root: &Path, asked: &Pack) -> Result<Vec<Step>, Stop> {
    let (files, campaign) = held(root)?;
    let _ = title_fits(report, &asked.title);
    let promise = say! { vi: "`--promise`", en: "`--promise`" };
    let _ = characters::check_named(report, None, &promise, &asked.promise);
    free_id(report, &campaign, &asked.id)?;
    let Pack { id, shape, discreet, .. } = asked;
    let (title, promise) = (shown(&asked.title), shown(&asked.promise));
    let text = format!(
        "title: {title}\npromise: {promise}\nshape: {shape}\ndiscreet: {discreet}\nlessons: []\n"
    );
    let mut steps = vec![made(report, root, &format!("content/packs/{id}/pack.yaml"), &text)?];
    steps.extend(listed(report, root, &files, "campaign.yaml", ("packs", id))?);
    report.so_far()?;
    Ok(steps)
}
