//! What was changed or left out of a Word file, for whoever brings it in. No word of a document
//! goes without being reported.

use crate::{
    diag::{Text, Tongue},
    say,
};

/// Things that cannot stand in a lesson as they stood in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    /// Words with a line through them.
    pub struck: Vec<String>,
    /// Words that are hidden in Word.
    pub hidden: Vec<String>,
    /// Words that somebody struck out with tracked changes.
    pub deleted: Vec<String>,
    /// Places of a form that nobody filled in.
    pub gaps: Vec<String>,
    /// Paragraphs with letters that their language has not.
    pub doubtful: Vec<String>,
    /// Stretches in a font of before Unicode, which are Unicode now.
    pub converted: usize,
    /// Pictures that stand in the text: the name of each, and what is written of it.
    pub beside: Vec<String>,
    /// Those of which nobody wrote what one sees.
    pub undescribed: usize,
    /// Pictures that lie beside the lesson in a form that no page shows.
    pub unshown: Vec<String>,
    /// Pictures that were left out.
    pub pictures: Vec<String>,
    /// Arrows, lines and other shapes without words.
    pub shapes: usize,
    /// The names of elements that are not known here and hold no words.
    pub unknown: Vec<String>,
    /// Footnotes and endnotes that were put in round brackets.
    pub footnotes: usize,
    /// Notes that nothing in the text leads to.
    pub uncited: Vec<String>,
    /// Text boxes, whose words follow the paragraph that holds them.
    pub boxes: usize,
    /// Tracked insertions.
    pub inserted: usize,
    /// Comments.
    pub comments: Vec<String>,
    /// Headers and footers of pages.
    pub margins: Vec<String>,
    /// Equations, written on a line.
    pub equations: usize,
    /// Lines of a table of contents.
    pub contents: Vec<String>,
    /// Charts, with their words and numbers.
    pub charts: Vec<String>,
    /// Other files that the document shows.
    pub embedded: usize,
    /// Tables whose columns were made with the tab key.
    pub columns: usize,
    /// Cells that were one over several columns or rows.
    pub merged: usize,
    /// Tables within a cell.
    pub nested: usize,
    /// Tables of one column, whose text is plain text now.
    pub frames: usize,
    /// Items whose letters or Roman numbers are numbers now.
    pub letters: usize,
    /// Items whose bullet is a picture or a sign that is not known.
    pub bullets: usize,
    /// Items with a tick or a cross that went to the part of what to do or not to do.
    pub sorted: usize,
    /// Addresses that no page can open, kept in round brackets.
    pub addresses: Vec<String>,
    /// Links within the document.
    pub jumps: usize,
    /// Signs of a font of signs that have no letter.
    pub signs: usize,
    /// Lines in bold that were taken for headings.
    pub headings: Vec<String>,
    /// Bold or italic that could not be kept where it stood.
    pub plain: usize,
}

/// One kind of thing: how many there are, and the words of each if they are listed.
#[derive(Debug)]
pub struct Line {
    says: Text,
    items: Vec<String>,
}

impl Line {
    /// On one line: as many as fit, each cut.
    pub fn short(&self) -> Text {
        const MOST: usize = 12;
        let items = &self.items;
        let mut shown: Vec<String> =
            items.iter().take(MOST).map(|text| format!("“{}”", short(text))).collect();
        if items.len() > MOST {
            shown.push(format!("… (+{})", items.len() - MOST));
        }
        let (vi, en, shown) = (&self.says.vi, &self.says.en, shown.join(", "));
        if items.is_empty() {
            self.says.clone()
        } else {
            say! { vi: "{vi}: {shown}", en: "{en} ({shown})" }
        }
    }

    /// All of it, each thing on a line of its own.
    pub fn whole(&self, tongue: Tongue) -> String {
        let mut lines = format!("- {}\n", self.says.in_tongue(tongue));
        for item in &self.items {
            let words = item.split_whitespace().collect::<Vec<_>>().join(" ");
            lines.push_str(&format!("    “{words}”\n"));
        }
        lines
    }
}

/// As much of a text as stands on a line.
fn short(text: &str) -> String {
    const MOST: usize = 70;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST).chain(['…']).collect()
}

impl Losses {
    /// A line for each kind of thing, those that change what the text says first.
    pub fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        let listed = |items: &[String], says: &dyn Fn(usize) -> Text| {
            (!items.is_empty()).then(|| Line { says: says(items.len()), items: items.to_vec() })
        };
        let counted = |count: usize, says: &dyn Fn(usize) -> Text| {
            (count > 0).then(|| Line { says: says(count), items: Vec::new() })
        };
        lines.extend(listed(
            &self.struck,
            &|n| say! { vi: "{n} chỗ chữ bị gạch ngang: đã bỏ", en: "stretches with a line through them, left out: {n}" },
        ));
        lines.extend(listed(
            &self.hidden,
            &|n| say! { vi: "{n} chỗ chữ ẩn: không đưa vào", en: "stretches of hidden text left out: {n}" },
        ));
        lines.extend(listed(
            &self.deleted,
            &|n| say! { vi: "{n} chỗ xóa đang theo dõi thay đổi: đã bỏ", en: "tracked deletions left out: {n}" },
        ));
        lines.extend(counted(
            self.inserted,
            &|n| say! { vi: "{n} chỗ thêm đang theo dõi thay đổi: đã lấy vào", en: "tracked insertions, taken: {n}" },
        ));
        lines.extend(counted(
            self.sorted,
            &|n| say! { vi: "{n} mục có dấu ✓ hay ✗: đưa vào phần do hay dont, giữ dấu", en: "items with ✓ or ✗, put into the part do or dont with their sign: {n}" },
        ));
        lines.extend(listed(
            &self.headings,
            &|n| say! { vi: "{n} dòng in đậm đứng riêng trên đoạn văn: thành đề mục, hãy xem lại", en: "lines in bold that stand alone above a text, which are headings now, so look at them: {n}" },
        ));
        lines.extend(counted(
            self.converted,
            &|n| say! { vi: "{n} đoạn gõ bằng phông cũ (TCVN3, VNI): đã đổi sang Unicode, hãy đọc lại", en: "stretches in old fonts (TCVN3, VNI), which are Unicode now, so read them over: {n}" },
        ));
        lines.extend(listed(
            &self.doubtful,
            &|n| say! { vi: "{n} đoạn có chữ không giống tiếng Việt, có lẽ sai bảng mã: xem lại tệp gốc", en: "paragraphs with letters that no word has, perhaps of another encoding, so look at the Word file: {n}" },
        ));
        lines.extend(listed(
            &self.gaps,
            &|n| say! { vi: "{n} chỗ trong tệp chưa ai điền, nay ghi [Cần viết]", en: "places that nobody filled in, which say [To write] now: {n}" },
        ));
        lines.extend(listed(
            &self.beside,
            &|n| say! { vi: "{n} hình đã vào bài đúng chỗ, tệp nằm cạnh bài; ảnh chụp thì ghi vào content/pictures.yaml là có ai nhận ra được không", en: "pictures shown where they stood, their files beside the lesson; of a photograph say in content/pictures.yaml whether people can be recognised: {n}" },
        ));
        lines.extend(counted(
            self.undescribed,
            &|n| say! { vi: "{n} hình chưa có lời tả của người viết: viết điều người xem thấy vào chỗ [Cần viết]", en: "pictures that nobody described: write what one sees where it says [To write]: {n}" },
        ));
        lines.extend(listed(
            &self.unshown,
            &|n| say! { vi: "{n} hình có dạng mà bài không hiện được, tệp nằm cạnh bài, chỗ của hình ghi [Cần viết]; trong Word bấm chuột phải vào hình, chọn Lưu dưới dạng Ảnh, loại PNG, chép vào thư mục của bài, viết `![điều người xem thấy](tên.png)` vào chỗ ấy rồi xóa tệp cũ", en: "pictures in a form that lessons do not show, their files beside the lesson, their places say [To write]; in Word right-click each, choose Save as Picture, PNG, copy it into the folder of the lesson, write `![what one sees](name.png)` there and delete the old file: {n}" },
        ));
        lines.extend(listed(
            &self.pictures,
            &|n| say! { vi: "{n} hình không đưa vào vì hỏng, quá lớn hay không có trong tệp, chỗ của hình ghi [Cần viết]", en: "pictures left out, as damaged, too large or not in the file; their places say [To write]: {n}" },
        ));
        lines.extend(listed(
            &self.charts,
            &|n| say! { vi: "{n} biểu đồ không đưa vào, chỗ của biểu đồ ghi [Cần viết]", en: "charts left out, their places say [To write]: {n}" },
        ));
        lines.extend(counted(
            self.shapes,
            &|n| say! { vi: "{n} nét vẽ không có chữ (mũi tên, đường kẻ, khung) không đưa vào: xem trong Word nét ấy có nghĩa gì không", en: "shapes without words (arrows, lines, frames) left out, so look in Word whether they say something: {n}" },
        ));
        lines.extend(listed(
            &self.unknown,
            &|n| say! { vi: "{n} thứ lạ trong Word không đọc được: xem lại trong Word", en: "kinds of things in Word that cannot be read here, so look there: {n}" },
        ));
        lines.extend(counted(
            self.embedded,
            &|n| say! { vi: "{n} tệp nhúng trong Word không đưa vào", en: "files embedded in Word, left out: {n}" },
        ));
        lines.extend(counted(
            self.footnotes,
            &|n| say! { vi: "{n} chú thích cuối trang: để trong ngoặc đơn, ngay chỗ của nó", en: "footnotes, put in round brackets where they are cited: {n}" },
        ));
        lines.extend(listed(
            &self.uncited,
            &|n| say! { vi: "{n} chú thích không còn chỗ nào dẫn tới: không đưa vào", en: "footnotes that nothing leads to any more, left out: {n}" },
        ));
        lines.extend(counted(
            self.boxes,
            &|n| say! { vi: "{n} khung chữ: chữ để ngay sau đoạn có khung", en: "text boxes, their words follow the paragraph that holds them: {n}" },
        ));
        lines.extend(counted(
            self.frames,
            &|n| say! { vi: "{n} bảng một cột: chữ để thành đoạn thường", en: "tables of one column, as plain paragraphs: {n}" },
        ));
        lines.extend(counted(
            self.columns,
            &|n| say! { vi: "{n} bảng chia cột bằng phím Tab: đã kẻ thành bảng, hãy xem lại các cột", en: "tables whose columns were made with the tab key, which are tables now, so look at their columns: {n}" },
        ));
        lines.extend(counted(
            self.nested,
            &|n| say! { vi: "{n} bảng nằm trong ô: chữ nối lại trong ô ấy", en: "tables within a cell, their words stand in that cell: {n}" },
        ));
        lines.extend(counted(
            self.merged,
            &|n| say! { vi: "{n} ô gộp: các ô bên cạnh để trống", en: "merged cells, those beside them are empty: {n}" },
        ));
        lines.extend(counted(
            self.letters,
            &|n| say! { vi: "{n} mục đánh chữ a), b) hay số La Mã: thành số 1., 2.", en: "items with letters a), b) or Roman numbers, which have numbers 1., 2. now: {n}" },
        ));
        lines.extend(counted(
            self.bullets,
            &|n| say! { vi: "{n} mục có dấu đầu dòng là hình hay ký hiệu lạ: xem trong Word dấu ấy có nghĩa gì không", en: "items whose bullet is a picture or an unknown sign, so look in Word whether it says something: {n}" },
        ));
        lines.extend(counted(
            self.equations,
            &|n| say! { vi: "{n} công thức: viết lại trên một dòng, hãy đọc lại", en: "equations, written on a line, so read them over: {n}" },
        ));
        lines.extend(counted(
            self.signs,
            &|n| say! { vi: "{n} ký hiệu lạ: ghi thành □, hãy xem lại", en: "signs without a letter, written as □, so look at them: {n}" },
        ));
        lines.extend(counted(
            self.plain,
            &|n| say! { vi: "{n} chỗ in đậm hay nghiêng không giữ được", en: "stretches of bold or italic that could not be kept: {n}" },
        ));
        lines.extend(listed(
            &self.addresses,
            &|n| say! { vi: "{n} liên kết không mở được trên trang, địa chỉ để trong ngoặc", en: "links that no page can open, their addresses are in brackets: {n}" },
        ));
        lines.extend(counted(
            self.jumps,
            &|n| say! { vi: "{n} liên kết tới chỗ khác trong tệp: chỉ giữ chữ", en: "links to places of the document, of which the words are kept: {n}" },
        ));
        lines.extend(listed(
            &self.comments,
            &|n| say! { vi: "{n} lời nhận xét: không đưa vào", en: "comments left out: {n}" },
        ));
        lines.extend(listed(
            &self.margins,
            &|n| say! { vi: "{n} đầu trang, chân trang: không đưa vào", en: "headers and footers left out: {n}" },
        ));
        lines.extend(listed(
            &self.contents,
            &|n| say! { vi: "mục lục {n} dòng: không đưa vào, trang tự có", en: "lines of a table of contents, left out since pages make their own: {n}" },
        ));
        lines
    }
}
