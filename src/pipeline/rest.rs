//! What a run of some places, languages or formats leaves out, though its pages lead there.

use super::Run;
use crate::{
    diag::{Report, shell},
    model::{Format, Selection, address},
    plan::{Extras, Job, Plan},
    say,
    write::Store,
};

/// Reports the pages and sheets that this run leaves out and no earlier one made: whoever publishes the
/// folder as it is publishes dead links.
pub(super) fn tell(report: &mut Report, run: Run<'_>, store: &Store) {
    let Run { campaign, selection, request, .. } = run;
    if !selection.is_filtered() || !selection.makes(&campaign.settings, Format::Web) {
        return;
    }
    let all = Selection {
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        ..selection.clone()
    };
    let named = |list: &[String], name: Option<&str>| {
        list.is_empty() || name.is_none_or(|name| list.iter().any(|wanted| wanted == name))
    };
    let is_made = |job: &Job<'_>| {
        selection.makes(&campaign.settings, job.format)
            && named(&selection.langs, job.lang.map(crate::model::Lang::as_str))
            && named(&selection.places, job.place)
    };
    let (mut pages, mut sheets) = (0, 0);
    for folder in Plan::new(campaign, &all).folders(Extras::default()) {
        let left = folder.iter().filter(|job| !is_made(job));
        let left: Vec<(&str, &str, bool)> = left
            .filter_map(|job| {
                let (folder, name) = job.path.rsplit_once('/')?;
                let is_sheet = matches!(job.format, Format::Sheet(_));
                let is_page = job.format == Format::Web && address::is_page(name);
                (is_sheet || is_page).then_some((folder, name, is_page))
            })
            .collect();
        let Some((folder, ..)) = left.first() else { continue };
        let there = store.there(folder);
        for (_, name, is_page) in &left {
            if there.key(name).is_none() {
                *(if *is_page { &mut pages } else { &mut sheets }) += 1;
            }
        }
    }
    if pages + sheets == 0 {
        return;
    }
    let plain = request.root.join("dist");
    let out = if request.out == plain {
        String::new()
    } else {
        format!(" --out {}", shell::typed(&request.out))
    };
    report
        .warning(
            "links-unbuilt",
            None,
            say! { vi: "trang của lần dựng này dẫn tới {pages} trang và {sheets} tờ in chưa dựng", en: "the pages of this run lead to pages ({pages}) and sheets ({sheets}) that are not built" },
        )
        .help(say! { vi: "trước khi đăng, dựng cả phần còn lại: `loa build{out}`", en: "before you publish, build the rest too: `loa build{out}`" });
}
