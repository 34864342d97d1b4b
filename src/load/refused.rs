//! Files that are not read because of what they are called, or what they are.

use crate::{
    diag::{Report, Span},
    say,
};

/// Why a file is not read.
#[derive(Debug, Clone)]
pub enum Refused {
    /// A link that leaves the campaign, or leads nowhere.
    Link,
    /// A link to a folder that it lies in.
    Loop,
    /// A folder where a file belongs.
    Folder,
    /// A file where a folder belongs.
    File,
    /// A name that is not Unicode.
    Name,
    /// A name with a character that nobody sees.
    Hidden,
    /// A name beside `campaign.yaml` that is nearly the one given, which is what is read.
    Misnamed(&'static str),
    /// A name that is another one's, but for capitals or the way its marks are stored. Two such
    /// files are one on Windows, and their addresses are one to a reader.
    Twin(String),
}

impl Refused {
    /// The path at which nothing is read for that reason.
    pub fn loses<'p>(&'p self, path: &'p str) -> Option<&'p str> {
        match self {
            Self::Misnamed(known) => Some(known),
            // The other one is read.
            Self::Twin(_) => None,
            _ => Some(path),
        }
    }

    /// Reports a file that is refused.
    pub fn tell(&self, report: &mut Report, span: Span, path: &str) {
        match self {
            Self::Link => report.error_with_help(
                "link-leaves-campaign",
                span,
                say! { vi: "đây là lối tắt, không dẫn tới tệp nào trong chiến dịch", en: "this is a symbolic link to nothing within the campaign" },
                say! { vi: "xóa lối tắt rồi chép chính tệp hay thư mục đó vào đây", en: "remove the link and copy the file or folder itself to its place" },
            ),
            Self::Loop => report.error_with_help(
                "link-loop",
                span,
                say! { vi: "lối tắt này dẫn về thư mục chứa nó, đi mãi không hết", en: "this symbolic link leads back to a folder that it lies in, and there is no end of it" },
                say! { vi: "xóa lối tắt này", en: "remove the link" },
            ),
            Self::Folder => report.error_with_help(
                "file-kind",
                span,
                say! { vi: "đây là thư mục, mà chỗ này phải là một tệp", en: "this is a folder, and a file belongs here" },
                say! { vi: "chuyển thư mục này đi nơi khác rồi đặt tệp vào chỗ của nó; có thể tệp nằm bên trong", en: "move the folder away and put the file in its place; it may lie within" },
            ),
            Self::File => report.error_with_help(
                "file-kind",
                span,
                say! { vi: "đây là tệp, mà chỗ này phải là một thư mục", en: "this is a file, and a folder belongs here" },
                say! { vi: "chuyển tệp này đi nơi khác rồi tạo thư mục cùng tên", en: "move the file away and make a folder of this name" },
            ),
            Self::Name => report.error_with_help(
                "file-name",
                span,
                say! { vi: "tên tệp này có ký tự không đọc được", en: "the name of this file holds letters that cannot be read" },
                say! { vi: "đổi tên tệp, chỉ dùng chữ không dấu, số và dấu gạch nối", en: "rename it with plain letters, digits and hyphens" },
            ),
            Self::Hidden => report.error_with_help(
                "file-name",
                span,
                say! { vi: "tên này có ký tự không nhìn thấy", en: "this name holds a character that nobody sees" },
                say! { vi: "đổi tên: xóa hết tên cũ rồi gõ lại bằng tay, đừng dán", en: "rename it: delete the whole name and type it again, do not paste" },
            ),
            Self::Misnamed(known) => report.error_with_help(
                "file-misnamed",
                span,
                say! { vi: "`{path}` không được đọc: nó phải là `{known}`", en: "`{path}` is not read: it must be `{known}`" },
                say! { vi: "đổi tên thành `{known}`, đúng từng chữ; nếu đã có `{known}` thì chuyển tệp này đi nơi khác", en: "rename it to `{known}`, letter by letter; if there is `{known}` too, move this one away" },
            ),
            Self::Twin(other) => {
                let other = other.rsplit('/').next().unwrap_or_default();
                report.error_with_help(
                    "file-name-twice",
                    span,
                    say! { vi: "trên nhiều máy, tên tệp này trùng với `{other}`", en: "on many machines this is the same name as `{other}`" },
                    say! { vi: "đổi tên một tệp; chỉ khác chữ hoa, chữ thường thì chưa đủ", en: "rename one of them; to differ in capitals is not enough" },
                )
            }
        };
    }
}
