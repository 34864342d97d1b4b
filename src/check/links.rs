//! Links inside the campaign lead somewhere, for every reader who can follow them.

use crate::{
    check::{notes, steps, texts},
    diag::{Report, Span},
    model::{
        Campaign, Inline,
        block::{Target, plain},
        cited::{Name, each_name},
    },
    say,
};

/// A linked lesson exists and is made wherever the linking text is.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let mut look = |made_in: &[String], parts: Option<&[&str]>, name: Name<'_>, span: Span| {
        let Name::Link(target, _) = name else { return };
        link(report, campaign, target, span, made_in);
        if let (Some(parts), Target::Address(pieces)) = (parts, target) {
            anchor(report, pieces, span, parts);
        }
    };
    for (lesson, _, text) in texts(campaign) {
        let parts: Vec<&str> = text.parts.iter().map(|part| part.role.key()).collect();
        // Of a part whose heading is not understood nothing is known.
        let parts = text.whole.then_some(parts.as_slice());
        text.each_name(&mut |name, span| look(&lesson.only_in, parts, name, span));
    }
    // Steps are shown in any lesson, and none has the same parts; so are notes.
    for blocks in steps(campaign) {
        each_name(blocks, &mut |name, span| look(&[], Some(&[]), name, span));
    }
    for (place, note) in notes(campaign) {
        let made_in = std::slice::from_ref(&place.id);
        each_name(&note.blocks, &mut |name, span| look(made_in, Some(&[]), name, span));
    }
}

/// A link within a page leads to one of its parts.
fn anchor(report: &mut Report, pieces: &[Inline], span: Span, parts: &[&str]) {
    let address = plain(pieces);
    let Some(id) = address.strip_prefix('#').filter(|id| !parts.contains(id)) else { return };
    let list = parts.iter().map(|part| format!("`#{part}`")).collect::<Vec<_>>().join(", ");
    let help = match report.nearest("link-anchor", span, id, parts.iter().copied()) {
        Some(near) => {
            say! { vi: "có phải bạn muốn viết `#{near}`?", en: "did you mean `#{near}`?" }
        }
        None if parts.is_empty() => {
            say! { vi: "ở đây không liên kết được tới một phần; viết `lesson:ten-bai`, hoặc bỏ liên kết", en: "a link to a part cannot stand here; write `lesson:its-id`, or remove the link" }
        }
        None => {
            say! { vi: "bài này có các phần: {list}", en: "the parts of this lesson are: {list}" }
        }
    };
    report.error_with_help(
        "link-anchor",
        span,
        say! { vi: "trang này không có phần `#{id}`", en: "this page has no part `#{id}`" },
        help,
    );
}

/// A link in a text that is made in some places only, or in all if none are named.
fn link(report: &mut Report, campaign: &Campaign, target: &Target, span: Span, made_in: &[String]) {
    match target {
        Target::Address(_) => {}
        Target::File(path) => {
            let name = path.rsplit('/').next().unwrap_or(path);
            report.error_with_help(
                "link-file",
                span,
                say! { vi: "chưa liên kết được tới tệp `{name}`", en: "a link to the file `{name}` leads nowhere" },
                say! { vi: "dẫn tới một bài bằng `lesson:ten-bai`, hoặc chèn ảnh bằng `![chữ thay ảnh](tên.svg)`", en: "link a lesson with `lesson:its-id`, or show a picture with `![alternative text](name.svg)`" },
            );
        }
        Target::Lesson(id) => lesson(report, campaign, id, span, made_in),
    }
}

fn lesson(report: &mut Report, campaign: &Campaign, id: &str, span: Span, made_in: &[String]) {
    let Some((_, linked)) = campaign.lessons().find(|(_, other)| other.id == *id) else {
        if campaign.unread.contains(&"content/packs") {
            return;
        }
        let known = campaign.lessons().map(|(_, lesson)| lesson.id.as_str());
        let named = |(old, _): &(String, Span)| old == id;
        let moved = campaign.lessons().find(|(_, lesson)| lesson.was.iter().any(named));
        let moved = moved.map(|(_, lesson)| lesson.id.as_str());
        let help = match moved.or_else(|| report.nearest("link-lesson", span, id, known)) {
            Some(now) if moved.is_some() => {
                say! { vi: "bài này đã đổi tên, viết `lesson:{now}`", en: "it has a new name, write `lesson:{now}`" }
            }
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `lesson:{near}`?", en: "did you mean `lesson:{near}`?" }
            }
            None => {
                say! { vi: "viết đúng tên thư mục của bài", en: "write the name of the lesson's folder" }
            }
        };
        report.error_with_help(
            "link-lesson",
            span,
            say! { vi: "không có bài `{id}`", en: "there is no lesson `{id}`" },
            help,
        );
        return;
    };
    if linked.parked.is_some() {
        report
            .warning(
                "link-parked",
                span,
                say! { vi: "bài `{id}` đang để riêng, nên liên kết này được đóng: chữ còn, không dẫn đi đâu", en: "the lesson `{id}` is parked, so this link is closed: its words stay and lead nowhere" },
            )
            .help(say! { vi: "bỏ liên kết, hoặc xong bài ấy rồi xóa dòng `parked` của nó", en: "remove the link, or finish that lesson and delete its line `parked`" });
    }
    let reachable = linked.only_in.is_empty()
        || (!made_in.is_empty() && made_in.iter().all(|place| linked.only_in.contains(place)));
    if !reachable {
        report.error_with_help(
            "link-lesson",
            span,
            say! { vi: "bài `{id}` chỉ có ở vài nơi, người đọc nơi khác không mở được", en: "the lesson `{id}` is made for some places only; elsewhere this leads nowhere" },
            say! { vi: "bỏ liên kết; bài riêng của xã tự hiện ở trang của xã", en: "remove the link; a commune's own lessons appear on its home page" },
        );
    }
}
