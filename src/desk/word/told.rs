//! What was changed or left out of a Word file, for whoever brings it in. No word of a document
//! goes without being told.

use crate::{diag::Text, say};

/// Things that cannot stand in a lesson as they stood in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Pictures: the name of each, and what it shows if that is written.
    pub pictures: Vec<String>,
    /// Footnotes and endnotes that were put in round brackets.
    pub footnotes: usize,
    /// Text boxes, whose words follow the paragraph that holds them.
    pub boxes: usize,
    /// Words that somebody struck out with tracked changes.
    pub deleted: Vec<String>,
    /// Tracked insertions.
    pub inserted: usize,
    /// Comments.
    pub comments: Vec<String>,
    /// Headers and footers of pages.
    pub margins: Vec<String>,
    /// Equations, whose letters are kept.
    pub equations: usize,
    /// Lines of a table of contents.
    pub contents: usize,
    /// Words that are hidden in Word.
    pub hidden: Vec<String>,
    /// Charts.
    pub charts: usize,
    /// Other files that the document shows.
    pub embedded: usize,
    /// Cells that were one over several columns or rows.
    pub merged: usize,
    /// Tables within a cell.
    pub nested: usize,
    /// Tables of one column, whose text is plain text now.
    pub frames: usize,
    /// Items whose letters or Roman numbers are numbers now.
    pub letters: usize,
    /// Addresses that no page can open, kept in round brackets.
    pub addresses: Vec<String>,
    /// Links within the document.
    pub jumps: usize,
    /// Signs of a font of signs that have no letter.
    pub signs: usize,
    /// Bold or italic that could not be kept where it stood.
    pub plain: usize,
}

/// As much of a text as stands on a line.
pub fn short(text: &str) -> String {
    const MOST: usize = 70;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST).chain(['…']).collect()
}

/// Some texts on a line, each in quotes.
fn list(texts: &[String]) -> String {
    const MOST: usize = 12;
    let mut shown: Vec<String> =
        texts.iter().take(MOST).map(|text| format!("“{}”", short(text))).collect();
    if texts.len() > MOST {
        shown.push(format!("… (+{})", texts.len() - MOST));
    }
    shown.join(", ")
}

impl Told {
    /// A line for each kind of thing.
    pub fn lines(&self) -> Vec<Text> {
        let mut lines = Vec::new();
        let mut some = |count: usize, line: &dyn Fn(usize) -> Text| {
            if count > 0 {
                lines.push(line(count));
            }
        };
        let names = list(&self.pictures);
        some(
            self.pictures.len(),
            &|n| say! { vi: "{n} hình không đưa vào, chỗ của hình ghi [Cần viết]: {names}", en: "pictures left out, their places say [To write]: {n} ({names})" },
        );
        some(
            self.charts,
            &|n| say! { vi: "{n} biểu đồ không đưa vào, chỗ của biểu đồ ghi [Cần viết]", en: "charts left out, their places say [To write]: {n}" },
        );
        some(
            self.embedded,
            &|n| say! { vi: "{n} tệp nhúng trong Word không đưa vào", en: "files embedded in Word, left out: {n}" },
        );
        some(
            self.footnotes,
            &|n| say! { vi: "{n} chú thích cuối trang: để trong ngoặc đơn, ngay chỗ của nó", en: "footnotes, put in round brackets where they are cited: {n}" },
        );
        some(
            self.boxes,
            &|n| say! { vi: "{n} khung chữ: chữ để ngay sau đoạn có khung", en: "text boxes, their words follow the paragraph that holds them: {n}" },
        );
        some(
            self.frames,
            &|n| say! { vi: "{n} bảng một cột: chữ để thành đoạn thường", en: "tables of one column, as plain paragraphs: {n}" },
        );
        some(
            self.nested,
            &|n| say! { vi: "{n} bảng nằm trong ô: chữ nối lại trong ô ấy", en: "tables within a cell, their words stand in that cell: {n}" },
        );
        some(
            self.merged,
            &|n| say! { vi: "{n} ô gộp: các ô bên cạnh để trống", en: "merged cells, those beside them are empty: {n}" },
        );
        some(
            self.letters,
            &|n| say! { vi: "{n} mục đánh chữ a), b) hay số La Mã: thành số 1., 2.", en: "items with letters a), b) or Roman numbers, which have numbers 1., 2. now: {n}" },
        );
        some(
            self.equations,
            &|n| say! { vi: "{n} công thức: chỉ giữ chữ và số, hãy đọc lại", en: "equations of which only letters are kept, so read them over: {n}" },
        );
        some(
            self.signs,
            &|n| say! { vi: "{n} ký hiệu lạ: ghi thành □, hãy xem lại", en: "signs without a letter, written as □, so look at them: {n}" },
        );
        some(
            self.plain,
            &|n| say! { vi: "{n} chỗ in đậm hay nghiêng không giữ được", en: "stretches of bold or italic that could not be kept: {n}" },
        );
        let names = list(&self.addresses);
        some(
            self.addresses.len(),
            &|n| say! { vi: "{n} liên kết không mở được trên trang, địa chỉ để trong ngoặc: {names}", en: "links that no page can open, their addresses are in brackets: {n} ({names})" },
        );
        some(
            self.jumps,
            &|n| say! { vi: "{n} liên kết tới chỗ khác trong tệp: chỉ giữ chữ", en: "links to places of the document, of which the words are kept: {n}" },
        );
        some(
            self.inserted,
            &|n| say! { vi: "{n} chỗ thêm đang theo dõi thay đổi: đã lấy vào", en: "tracked insertions, taken: {n}" },
        );
        let names = list(&self.deleted);
        some(
            self.deleted.len(),
            &|n| say! { vi: "{n} chỗ xóa đang theo dõi thay đổi: đã bỏ: {names}", en: "tracked deletions left out: {n} ({names})" },
        );
        let names = list(&self.comments);
        some(
            self.comments.len(),
            &|n| say! { vi: "{n} lời nhận xét: không đưa vào: {names}", en: "comments left out: {n} ({names})" },
        );
        let names = list(&self.hidden);
        some(
            self.hidden.len(),
            &|n| say! { vi: "{n} chỗ chữ ẩn: không đưa vào: {names}", en: "stretches of hidden text left out: {n} ({names})" },
        );
        let names = list(&self.margins);
        some(
            self.margins.len(),
            &|n| say! { vi: "{n} đầu trang, chân trang: không đưa vào: {names}", en: "headers and footers left out: {n} ({names})" },
        );
        some(
            self.contents,
            &|n| say! { vi: "mục lục {n} dòng: không đưa vào, trang tự có", en: "lines of a table of contents, left out since pages make their own: {n}" },
        );
        lines
    }
}
