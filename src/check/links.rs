//! Links inside the campaign lead somewhere, for every reader who can follow them.

use crate::{
    check::{block_lists, texts},
    diag::{Report, nearest},
    model::{Campaign, Inline, block::Target, block::each_inline},
    say,
};

/// A linked lesson exists and is made wherever the linking one is.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (lesson, _, text) in texts(campaign) {
        for (blocks, _) in block_lists(text) {
            each_inline(blocks, &mut |inline| {
                let Inline::Link { target, span, .. } = inline else { return };
                match target {
                    Target::Address(_) => {}
                    Target::File(path) => {
                        let name = path.rsplit('/').next().unwrap_or(path);
                        report.error_with_help(
                            "link-file",
                            *span,
                            say! { vi: "liên kết tới tệp `{name}` chưa dùng được", en: "a link to the file `{name}` leads nowhere" },
                            say! { vi: "dẫn tới một bài bằng `lesson:ten-bai`, hoặc chèn ảnh bằng `![chữ thay ảnh](tên.svg)`", en: "link a lesson with `lesson:its-id`, or show a picture with `![alternative text](name.svg)`" },
                        );
                    }
                    Target::Lesson(id) => {
                        let Some((_, linked)) =
                            campaign.lessons().find(|(_, other)| other.id == *id)
                        else {
                            let help = match nearest(
                                id,
                                campaign.lessons().map(|(_, lesson)| lesson.id.as_str()),
                            ) {
                                Some(near) => {
                                    say! { vi: "có phải bạn muốn viết `lesson:{near}`?", en: "did you mean `lesson:{near}`?" }
                                }
                                None => {
                                    say! { vi: "viết đúng tên thư mục của bài", en: "write the name of the lesson's folder" }
                                }
                            };
                            report.error_with_help(
                                "link-lesson",
                                *span,
                                say! { vi: "không có bài `{id}`", en: "there is no lesson `{id}`" },
                                help,
                            );
                            return;
                        };
                        let reachable = linked.only_in.is_empty()
                            || (!lesson.only_in.is_empty()
                                && lesson
                                    .only_in
                                    .iter()
                                    .all(|place| linked.only_in.contains(place)));
                        if !reachable {
                            report.error_with_help(
                                "link-lesson",
                                *span,
                                say! { vi: "bài `{id}` chỉ có ở một vài nơi, bài này thì ở mọi nơi", en: "the lesson `{id}` exists in some places only, this one in all" },
                                say! { vi: "bỏ liên kết; bài riêng của xã tự hiện ở trang của xã", en: "remove the link; a commune's own lessons appear on its home page" },
                            );
                        }
                    }
                }
            });
        }
    }
}
