//! Signs that people type or that a word processor puts in, and that no font for print has: what
//! to type instead.

use crate::{diag::Text, say};

/// Signs that mean much the same, then what to type in Vietnamese and in English.
pub const SIGNS: [(&str, &str, &str); 15] = [
    ("→⇒➔➜➝➡⟶", "`đến`, `thì` hoặc dấu `–`", "`to`, `then` or the dash `–`"),
    ("←⇐⬅", "`từ` hoặc `về`", "`from` or `back to`"),
    ("↑⬆", "`tăng` hoặc `lên`", "`up`"),
    ("↓⬇", "`giảm` hoặc `xuống`", "`down`"),
    ("↔⇔", "`và` hoặc dấu `–`", "`and` or the dash `–`"),
    ("≥", "`từ … trở lên` hoặc `ít nhất`", "`at least`"),
    ("≤", "`đến` hoặc `nhiều nhất`", "`at most`"),
    ("≈≃", "`khoảng`", "`about`"),
    ("✓✔✅☑", "`có`, `nên`, hoặc mục đã đánh dấu `- [x]`", "`yes`, `do`, or a ticked item `- [x]`"),
    ("✗✘✕✖❌☒", "`không` hoặc `đừng`", "`no` or `do not`"),
    ("☐□▢❏❑", "mục để đánh dấu `- [ ]`", "an item to tick `- [ ]`"),
    (
        "●○■▪▫◆◇►▶▸➢❖",
        "`- ` ở đầu dòng, thành một mục",
        "`- ` at the start of the line, for an item",
    ),
    ("①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺", "số thường, ví dụ `1.`", "a plain number, such as `1.`"),
    ("☎✆☏📞📱", "`điện thoại` hoặc `gọi`", "`telephone` or `call`"),
    ("⚠❗❕", "khung nhắc `> [!WARNING]`", "a frame `> [!WARNING]`"),
];

/// What to do about a sign that cannot be printed.
pub fn instead(sign: &str) -> Text {
    let letter = sign.chars().next().unwrap_or_default();
    let known = SIGNS.iter().find(|(signs, ..)| signs.contains(letter));
    if let Some((_, vi, en)) = known {
        return say! { vi: "thay `{sign}`: hãy gõ {vi}", en: "instead of `{sign}`, type {en}" };
    }
    match letter {
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' => say! {
            vi: "bỏ `{sign}`, hãy viết bằng lời: hình nhỏ không in được",
            en: "leave `{sign}` out and say it in words: small pictures cannot be printed"
        },
        _ => say! {
            vi: "thay chữ đó, hoặc thêm phông chữ .ttf có chữ đó vào thư mục `fonts` của giao diện",
            en: "replace the letter, or add a .ttf font that has it to the theme's folder `fonts`"
        },
    }
}
