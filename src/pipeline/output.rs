//! The output folder as people name it, and what is reported of it.

use super::{Made, Request, Run, Summary, put, withdrawn};
use crate::{
    diag::{Failure, Report, Reported, Text},
    load::own,
    render::web::Site,
    say,
    write::{Finished, Met, Store, Unsure},
};

/// The output may be a new folder or an old output, never the campaign or a folder of it.
pub fn refuse(report: &mut Report, request: &Request) -> Result<Option<Reported>, Failure> {
    let root = request.root.canonicalize().map_err(|error| {
        Failure::new(
            say! { vi: "mở thư mục chiến dịch", en: "opening the campaign's folder" },
            &request.root,
            error,
        )
    })?;
    if request.out.is_symlink() && !request.out.exists() {
        let shown = request.out.display();
        return Ok(Some(report.error_with_help(
            "file-kind",
            None,
            say! { vi: "thư mục kết quả `{shown}` là lối tắt tới chỗ không có", en: "the output folder `{shown}` is a link to nothing" },
            say! { vi: "xóa lối tắt, hoặc nối lại ổ đĩa mà nó dẫn tới", en: "remove the link, or connect the disk that it leads to" },
        )));
    }
    if request.out.is_file() {
        let shown = request.out.display();
        return Ok(Some(report.error_with_help(
            "file-kind",
            None,
            say! { vi: "thư mục kết quả `{shown}` là tệp, không phải thư mục", en: "the output folder `{shown}` is a file, not a folder" },
            say! { vi: "chuyển tệp này đi nơi khác, hoặc chọn một thư mục khác, ví dụ `--out dist-2`", en: "move the file away, or choose another folder, for example `--out dist-2`" },
        )));
    }
    let inside = own::folder_of(&request.root, &request.out).is_some();
    if root.starts_with(own::real(&request.out)) || inside {
        let shown = request.out.display();
        return Ok(Some(report.error_with_help(
            "out-is-campaign",
            None,
            say! { vi: "thư mục kết quả `{shown}` là thư mục của chiến dịch", en: "the output folder `{shown}` is a folder of the campaign" },
            say! { vi: "chọn một thư mục khác, ví dụ `--out dist`", en: "choose another folder, for example `--out dist`" },
        )));
    }
    Ok(None)
}

/// A first build writes over nothing of anybody else's: into a folder that holds files where it
/// would write, and that no earlier build made, it does not go.
pub fn claim(
    report: &mut Report,
    store: Store,
    run: Run<'_>,
    site: Option<&Site>,
    made: &Made<'_>,
) -> Result<Result<Store, Reported>, Failure> {
    if !store.is_first() || !store.holds_anything()? {
        return Ok(Ok(store));
    }
    let nothing = left(&store);
    let session = store.rehearse()?;
    let fixed = site.map(|site| site.fixed.clone()).unwrap_or_default();
    put(Run { progress: &|_, _, _| {}, ..run }, site, fixed, made, &session)
        .map_err(|failure| failure.leaving(nothing))?;
    let (store, Met { own, foreign }) = session.rehearsed();
    if own || foreign.is_empty() {
        let lost = own || store.holds_files()?;
        return Ok(Ok(if lost { store.doubting() } else { store }));
    }
    store.abandon()?;
    let (shown, names) = (run.request.out.display(), listed(&foreign));
    Ok(Err(report.error_with_help(
        "out-foreign",
        None,
        say! { vi: "thư mục kết quả `{shown}` có tệp của người khác đúng chỗ sẽ ghi: {names}", en: "the output folder `{shown}` holds files of somebody else's where this build would write: {names}" },
        say! { vi: "chọn thư mục khác, ví dụ `--out dist-2`; hoặc chuyển các tệp này đi nơi khác (nếu là kết quả cũ của loa đã mất `.loa` và manifest.json thì xóa cả thư mục) rồi chạy lại", en: "choose another folder, for example `--out dist-2`; or move these files away (an old output of loa that lost `.loa` and manifest.json can be deleted whole) and run this again" },
    )))
}

/// What a failure leaves that comes before anything is published.
pub fn left(store: &Store) -> Text {
    if store.is_mixed() {
        return mixed();
    }
    say! { vi: "chưa thay đổi gì, kết quả lần trước giữ nguyên", en: "nothing was changed, the last output is as it was" }
}

/// What a failure leaves in the midst of the output.
pub fn mixed() -> Text {
    say! {
        vi: "thư mục kết quả lúc này lẫn tệp cũ và tệp mới: đừng đăng, đừng in. Sửa điều nêu trên rồi chạy lại `loa build`",
        en: "the output now holds old files and new ones: neither publish nor print it. Mend what is told above, then run `loa build` again"
    }
}

/// How many files nobody claims are named.
const NAMED: usize = 20;

/// The first names, and how many more there are.
pub(super) fn listed(names: &[String]) -> String {
    let first = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => first,
        more => format!("{first} (+{more})"),
    }
}

/// Reports what was withdrawn from the site, and that files of earlier builds may be there which nothing
/// makes any more. Neither is a mistake of the content, so a strict build does not refuse it: the next
/// one could not mend it then.
pub fn report_finished(
    report: &mut Report,
    mut summary: Summary,
    finished: Finished,
    request: &Request,
) -> Summary {
    let Finished { removed, unsure, unclaimed, .. } = finished;
    if withdrawn::report(report, &removed) {
        summary.warnings += 1;
    }
    let removed = removed.len();
    let partial =
        [&request.places, &request.langs, &request.formats].iter().any(|only| !only.is_empty());
    let removed_en = if removed == 1 { "1 file".to_owned() } else { format!("{removed} files") };
    let text = match unsure {
        Some(Unsure::Lost) => say! {
            vi: "sổ của các lần dựng trước (`.loa` trong thư mục kết quả) bị mất hoặc hỏng nên mọi tệp được ghi lại; {removed} tệp không còn dùng đã xóa theo manifest.json",
            en: "the notes of earlier builds (`.loa` in the output folder) were lost or damaged, so all files were written again; what manifest.json lists and nothing makes any more was removed: {removed_en}"
        },
        Some(Unsure::Unlisted) => say! {
            vi: "thư mục kết quả có tệp mà không sổ nào ghi: `.loa` và manifest.json của các lần dựng trước đã mất, hoặc có người đặt tệp vào; chưa xóa tệp nào",
            en: "the output holds files that no notes name: `.loa` and manifest.json of earlier builds were lost, or somebody put files there; nothing was removed"
        },
        Some(Unsure::Stopped) if !unclaimed.is_empty() => say! {
            vi: "máy đã tắt giữa lúc ghi kết quả, và trong đó có tệp mà không nội dung nào dựng ra",
            en: "the machine stopped while the output was written, and there are files in it that nothing makes"
        },
        Some(Unsure::Stopped) | None => return summary,
    };
    let names = listed(&unclaimed);
    let told = report.warning("notes-lost", None, text);
    if !unclaimed.is_empty() {
        told.help = Some(say! {
            vi: "xóa các tệp này nếu không phải do bạn tự đặt vào: {names}",
            en: "remove these files, unless you put them there yourself: {names}"
        });
    } else if partial {
        told.help = Some(say! {
            vi: "chạy `loa build` không kèm lựa chọn nào, để dọn cả phần còn lại",
            en: "run `loa build` without choosing a part, so that the rest is cleaned up too"
        });
    }
    summary.warnings += 1;
    summary
}

#[cfg(test)]
mod tests {
    use std::{fs, path::PathBuf};

    use super::*;
    use crate::model::Date;

    const DAY: Date = Date::constant(2026, 11, 23);

    #[test]
    fn no_way_around_leads_into_the_campaign() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("campaign");
        fs::create_dir_all(root.join("content")).unwrap();
        let is_refused = |out: PathBuf| {
            refuse(&mut Report::new(), &Request::plain(&root, out, DAY)).unwrap().is_some()
        };
        for out in ["content", "nix/../content", "nix/../content/new", "dist/..", "a/b/../..", ""] {
            assert!(is_refused(root.join(out)), "{out}");
        }
        assert!(is_refused(home.path().join("x/../campaign/themes/y/../z")));
        for out in ["dist", "dist/../out", "content/../dist", "content.old"] {
            assert!(!is_refused(root.join(out)), "{out}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn going_up_leaves_the_folder_that_a_link_leads_to() {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("campaign");
        fs::create_dir_all(root.join("content/packs")).unwrap();
        std::os::unix::fs::symlink(root.join("content/packs"), home.path().join("link")).unwrap();
        let out = home.path().join("link/../new");
        let request = Request::plain(&root, out, DAY);
        assert!(refuse(&mut Report::new(), &request).unwrap().is_some());
    }
}
