//! Documents built here, as programs write them, and what becomes of them.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    block::Document,
    lesson::{Draft, fill},
    read, title,
};
use crate::{
    diag::{Report, Sources},
    load,
};

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="u2"><w:name w:val="Đầu đề 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Rieng"><w:name w:val="Riêng"/><w:basedOn w:val="u2"/></w:style>
<w:style w:type="paragraph" w:styleId="Muc"><w:name w:val="Mục riêng"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Tieu"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Dau"><w:name w:val="List Bullet"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Dau2"><w:name w:val="List Bullet 2"/><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cũ"/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gach"><w:name w:val="Gạch"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gach2"><w:name w:val="Gạch 2"/><w:basedOn w:val="Gach"/></w:style>
<w:style w:type="paragraph" w:styleId="Bo"><w:name w:val="Bỏ"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Bo2"><w:name w:val="Bỏ 2"/><w:basedOn w:val="Bo"/></w:style>
<w:style w:type="paragraph" w:styleId="Giu"><w:name w:val="Giữ"/><w:basedOn w:val="Bo2"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="Luoi"><w:name w:val="Table Normal"/></w:style>
<w:style w:type="table" w:styleId="Bang"><w:name w:val="Bảng"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Bang2"><w:name w:val="Bảng 2"/><w:basedOn w:val="Bang3"/><w:tblStylePr w:type="lastRow"><w:rPr><w:strike/></w:rPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="Bang3"><w:name w:val="Bảng 3"/><w:tblStylePr w:type="band2Horz"><w:rPr><w:dstrike/></w:rPr></w:tblStylePr></w:style>
<w:style w:type="character" w:styleId="Manh"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Vong"><w:name w:val="a"/><w:basedOn w:val="Vong"/></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="4"/></w:num>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="ü"/><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr></w:lvl></w:abstractNum>
<w:num w:numId="6"><w:abstractNumId w:val="5"/></w:num>
<w:abstractNum w:abstractNumId="6"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="✗"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="6"/></w:num>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:lvlText w:val="✓"/></w:lvl></w:abstractNum>
<w:num w:numId="9"><w:abstractNumId w:val="8"/></w:num>
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl><w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="þ"/><w:lvlPicBulletId w:val="0"/></w:lvl></w:abstractNum>
<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>
</w:numbering>"#;

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="r1" Type="http://x/styles" Target="styles.xml"/>
<Relationship Id="r2" Type="http://x/numbering" Target="numbering.xml"/>
<Relationship Id="r3" Type="http://x/footnotes" Target="footnotes.xml"/>
<Relationship Id="r4" Type="http://x/hyperlink" Target="https://www.who.int/a_b(c)" TargetMode="External"/>
<Relationship Id="r5" Type="http://x/image" Target="media/image1.png"/>
<Relationship Id="r6" Type="http://x/comments" Target="comments.xml"/>
<Relationship Id="r7" Type="http://x/header" Target="header1.xml"/>
<Relationship Id="r9" Type="http://x/theme" Target="theme/theme1.xml"/>
<Relationship Id="r10" Type="http://x/image" Target="media/image2.emf"/>
<Relationship Id="r11" Type="http://x/image" Target="media/image3.jpg"/>
<Relationship Id="r12" Type="http://x/image" Target="media/image4.gif"/>
<Relationship Id="r13" Type="http://x/footer" Target="footer1.xml"/>
<Relationship Id="r14" Type="http://x/diagramData" Target="diagrams/data1.xml"/>
<Relationship Id="r15" Type="http://x/chart" Target="charts/chart1.xml"/>
<Relationship Id="r8" Type="http://x/hyperlink" Target="file:///C:/a.doc" TargetMode="External"/>
</Relationships>"#;

/// An archive of some parts.
pub fn archive<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, holds) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(holds.as_ref()).expect("what it holds");
    }
    zip.finish().expect("an archive").into_inner()
}

pub fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A Word file with this body, a footnote `1`, a comment and a header; and other parts, or others in
/// the place of these.
pub fn docx_with(body: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        r#"<w:document xmlns:w="w" xmlns:r="r" xmlns:a="a" xmlns:m="m" xmlns:mc="mc" xmlns:v="v" xmlns:wp="wp" xmlns:wps="wps"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let note = r#"<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Ghi chú dưới trang</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>"#;
    let parts = [
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        ("word/document.xml", &document),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", note),
        (
            "word/comments.xml",
            r#"<w:comments xmlns:w="w"><w:comment w:id="0"><w:p><w:r><w:t>Xem lại câu này</w:t></w:r></w:p></w:comment></w:comments>"#,
        ),
        (
            "word/header1.xml",
            r#"<w:hdr xmlns:w="w"><w:p><w:r><w:t>Mật nội bộ</w:t></w:r></w:p></w:hdr>"#,
        ),
        ("word/_rels/document.xml.rels", RELATIONS),
        (
            "docProps/core.xml",
            r#"<c:p xmlns:c="c" xmlns:d="d"><d:title>Tên trong máy</d:title></c:p>"#,
        ),
    ];
    let is_other = |name: &str| others.iter().any(|(other, _)| *other == name);
    let parts = parts.iter().filter(|(name, _)| !is_other(name));
    let parts = parts.map(|(name, text)| (*name, text.as_bytes()));
    archive(&parts.chain(others.iter().copied()).collect::<Vec<_>>())
}

pub fn document(body: &str) -> Document {
    read::document(&docx(body), false).expect("a document")
}

fn outline() -> String {
    include_str!("../new/starter/outline.vi.md")
        .replace("{title}", "\"Bài\"")
        .replace("{audience}", "[carers]")
        .replace("{facts}", "[]")
        .replace("{numbers}", "```numbers\ncall_rescue: [Cần viết] Gọi khi nào\n```\n\n")
        .replace("{today}", "2026-11-23")
        .replace("{review_by}", "2027-05-23")
        .replace("{quiz}\n", "")
}

pub fn draft(document: &Document) -> Draft {
    fill(document, &outline(), "Bài", false)
}

/// A body as Markdown: what stands below the mark of the text that is to be sorted.
pub fn rest(body: &str) -> String {
    rest_of(&draft(&document(body)).text)
}

/// The same of a draft.
pub fn rest_of(text: &str) -> String {
    let (_, after) = text.split_once("xóa dòng này.\n\n").expect("text to be sorted");
    let (rest, _) = after.split_once("\n## ").expect("the next part");
    rest.to_owned()
}

pub fn losses(body: &str) -> String {
    lines(&draft(&document(body)))
}

/// A paragraph of that style with one run.
pub fn p(style: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#
    )
}

/// An item of a list.
pub fn item(list: u8, level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#
    )
}

/// A paragraph of some runs.
pub fn paragraph(runs: &[String]) -> String {
    format!("<w:p>{}</w:p>", runs.concat())
}

/// A run in a font.
pub fn font(name: &str, text: &str) -> String {
    r(&format!(r#"<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>"#), text)
}

/// A document with other parts.
pub fn with(body: &str, others: &[(&str, &[u8])]) -> Document {
    read::document(&docx_with(body, others), false).expect("a document")
}

/// All lines that are reported of a draft, in English.
pub fn lines(draft: &Draft) -> String {
    draft.losses.iter().flat_map(|line| [line.en.as_ref(), "\n"]).collect()
}

pub fn r(properties: &str, text: &str) -> String {
    format!(r#"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

#[test]
fn headings_are_known_by_level_by_name_and_by_what_their_style_is_based_on() {
    let all =
        [p("u1", "Một"), p("u2", "Hai"), p("Rieng", "Cũng hai"), p("Muc", "Ba"), p("x", "Chữ")];
    assert_eq!(rest(&all.concat()), "### Một\n\n#### Hai\n\n#### Cũng hai\n\n##### Ba\n\nChữ\n");
}

#[test]
fn lists_keep_their_levels_and_numbers() {
    let all = [
        item(1, 0, "a"),
        item(1, 1, "b"),
        item(2, 0, "một"),
        item(2, 1, "chữ a"),
        item(2, 0, "hai"),
        item(3, 0, "Phạm vi"),
        item(3, 0, "Đối tượng"),
    ];
    let wanted =
        "- a\n  - b\n\n1. một\n   1. chữ a\n2. hai\n\nĐiều 1. Phạm vi\n\nĐiều 2. Đối tượng\n";
    assert_eq!(rest(&all.concat()), wanted);
    assert!(
        losses(&all.concat()).contains(
            "items with letters a), b) or Roman numbers, which have numbers 1., 2. now: 1"
        )
    );
    let heading = r#"<w:p><w:pPr><w:pStyle w:val="u1"/><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr><w:r><w:t>Mục đích</w:t></w:r></w:p>"#;
    assert_eq!(rest(&heading.repeat(2)), "### I. Mục đích\n\n### II. Mục đích\n");
}

#[test]
fn the_second_list_style_of_word_is_a_list_within_the_first() {
    let all = [p("Dau", "một"), p("Dau2", "con"), p("Dau2", "con nữa"), p("Dau", "hai")];
    assert_eq!(rest(&all.concat()), "- một\n  - con\n  - con nữa\n- hai\n");
}

#[test]
fn lists_typed_by_hand_are_lists() {
    let all = [p("", "- một"), p("", "+ con"), p("", "- hai"), p("", "1. nhất"), p("", "2. nhì")];
    assert_eq!(rest(&all.concat()), "- một\n  - con\n- hai\n\n1. nhất\n2. nhì\n");
}

#[test]
fn looks_links_and_breaks_are_kept() {
    let all = [
        "<w:p>".to_owned(),
        r("<w:b/>", "Chú"),
        r("<w:b w:val=\"true\"/>", "\u{A0}ý: "),
        r("<w:b w:val=\"0\"/>", "đứng "),
        r("<w:i/>", "yên"),
        r(r#"<w:rStyle w:val="Manh"/>"#, " nhé"),
        "<w:r><w:br/><w:t>dòng&#x200B;</w:t><w:tab/><w:t>hai</w:t><w:softHyphen/></w:r>".to_owned(),
        format!(r#"<w:hyperlink r:id="r4">{}</w:hyperlink>"#, r("", "ở đây")),
        "</w:p>".to_owned(),
    ];
    let wanted = "**Chú ý:** đứng *yên* **nhé**\\\ndòng\u{200B} hai[ở đây](https://www.who.int/a_b%28c%29)\n";
    assert_eq!(rest(&all.concat()), wanted);
    let field = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:a@b.vn" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>thư</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>"#;
    assert_eq!(rest(field), "[thư](mailto:a@b.vn).\n");
    let dead = format!(r#"<w:p><w:hyperlink r:id="r8">{}</w:hyperlink></w:p>"#, r("", "tệp"));
    assert_eq!(rest(&dead), "tệp (file:///C:/a.doc)\n");
    assert!(losses(&dead).contains("“file:///C:/a.doc”"));
}

#[test]
fn what_markdown_or_a_theme_would_take_for_its_own_is_text() {
    let all = [
        p("", "[[ place.name ]] {{ x }} {% y %} &lt;b&gt; *a* `c` &amp;amp; | #"),
        p("u2", "Đề {#do}"),
    ];
    let text = draft(&document(&all.concat())).text;
    let (report, plain) = shown(&text);
    assert_eq!(report, "");
    assert!(plain.contains("[[ place.name ]] {{ x }} {% y %} <b> *a* `c` &amp; | #"), "{plain}");
    assert!(plain.contains("Đề {#do}"), "{plain}");
}

/// What the loader says of a text, and the words that it shows.
pub fn shown(text: &str) -> (String, String) {
    let mut report = Report::new();
    let file = Sources::default().add("lesson.vi.md", text);
    let read = load::translation(&mut report, file, text, "content/packs/a/b").expect("a lesson");
    let mut plain = String::new();
    read.each_text(&mut |line| plain.push_str(&format!("{}\n", crate::model::block::plain(line))));
    // A draft is an original: what a translation has not and must have is no matter here.
    let codes: Vec<_> = report
        .diagnostics()
        .iter()
        .map(|found| found.code)
        .filter(|code| !["number-typed", "field-unknown", "field-missing"].contains(code))
        .collect();
    (codes.join(" "), plain)
}

#[test]
fn tables_are_tables() {
    let cell = |inner: &str| format!("<w:tc><w:tcPr/>{inner}</w:tc>");
    let wide =
        format!(r#"<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{}</w:tc>"#, p("", "Cả hai"));
    let rows = [
        [cell(&p("", "Nên")), cell(&p("", "Đừng"))].concat(),
        [cell(&[p("", "Bế con."), p("", "Nhìn con")].concat()), cell(&item(1, 0, "a | b"))]
            .concat(),
        wide,
        [cell(&p("", "")), cell("<w:p/>")].concat(),
    ];
    let rows = rows.map(|row| format!("<w:tr>{row}</w:tr>")).concat();
    let table = format!("<w:tbl><w:tblPr/>{rows}</w:tbl>");
    let wanted = "| Nên | Đừng |\n|---|---|\n| Bế con. Nhìn con | – a \\| b |\n| Cả hai | |\n";
    assert_eq!(rest(&table), wanted);
    let losses = losses(&table);
    assert!(losses.contains("merged cells, those beside them are empty: 1"), "{losses}");
    let frame = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell(&p("", "Trong khung")));
    assert_eq!(rest(&frame), "Trong khung\n");
}

#[test]
fn a_heading_that_names_a_part_opens_it() {
    let all = [
        p("u1", "Cần làm"),
        p("", "Đứng sát con."),
        p("u1", "2. Khi xảy ra"),
        p("", "Kêu to."),
        p("u1", "Gọi ai?"),
        p("", "Gọi người lớn."),
        p("u1", "Nguồn"),
        p("", "Sách."),
    ];
    let Draft { text, losses, .. } = draft(&document(&all.concat()));
    assert!(text.contains("\n## Cần làm {#do}\n\nĐứng sát con.\n\n## Nên và đừng"), "{text}");
    assert!(text.contains("## 2. Khi xảy ra {#happens}\n\n> [!CAUTION]\n> [Cần viết] Việc phải làm ngay, một hai câu.\n\nKêu to.\n\n```numbers\n"), "{text}");
    assert!(text.contains("## Gọi ai? {#call}\n\nGọi người lớn.\n\n```contacts"), "{text}");
    assert!(text.contains("xóa dòng này.\n\n### Nguồn\n\nSách.\n\n## Cần làm"), "{text}");
    assert!(text.contains("\nleaflet: none\n"), "{text}");
    let left = losses.last().expect("what is to be written");
    assert_eq!(left.vi, "còn phải viết: action, summary, messages, why, dont, happens");
}

#[test]
fn what_cannot_stand_in_a_lesson_is_reported() {
    let picture = r#"<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="Giếng có nắp"/><a:graphic><a:blip r:embed="r5"/></a:graphic></wp:inline></w:drawing></w:r>"#;
    let boxed = format!(
        r#"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"#,
        p("", "Chữ trong khung"),
        p("", "Chữ trong khung")
    );
    let all = [
        r#"<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Mở đầu</w:t><w:tab/><w:t>1</w:t></w:r></w:p>"#.to_owned(),
        format!("<w:p>{picture}{boxed}{}</w:p>", r("", " sau hình")),
        r#"<w:p><w:r><w:t>Câu</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>.</w:t></w:r></w:p>"#.to_owned(),
        r#"<w:p><w:ins><w:r><w:t>thêm</w:t></w:r></w:ins><w:del><w:r><w:delText>bỏ đi</w:delText></w:r></w:del></w:p>"#.to_owned(),
        r#"<w:p><m:oMath><m:r><m:t>a</m:t></m:r><m:r><m:t>=1</m:t></m:r></m:oMath></w:p>"#.to_owned(),
        format!("<w:p>{}{}</w:p>", r("<w:vanish/>", "giấu"), r("", "hiện")),
        r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Wingdings" w:char="F0FF"/></w:r></w:p>"#.to_owned(),
    ]
    .concat();
    let wanted = "[Cần viết] hình (image1.png: Giếng có nắp) sau hình\n\nChữ trong khung\n\nCâu (Ghi chú dưới trang).\n\nthêm\n\na=1\n\nhiện\n\n✓□\n";
    assert_eq!(rest(&all), wanted);
    let losses = losses(&all);
    for line in [
        "pictures left out, as damaged, too large or not in the file; their places say [To write]: 1 (“image1.png: Giếng có nắp”)",
        "footnotes, put in round brackets where they are cited: 1",
        "text boxes, their words follow the paragraph that holds them: 1",
        "tracked insertions, taken: 1",
        "tracked deletions left out: 1 (“bỏ đi”)",
        "comments left out: 1 (“Xem lại câu này”)",
        "headers and footers left out: 1 (“Mật nội bộ”)",
        "equations, written on a line, so read them over: 1",
        "stretches of hidden text left out: 1 (“giấu”)",
        "signs without a letter, written as □, so look at them: 1",
        "lines of a table of contents, left out since pages make their own: 1 (“Mở đầu 1”)",
    ] {
        assert!(losses.contains(line), "{line}\n---\n{losses}");
    }
}

#[test]
fn the_title_is_that_of_its_style_or_the_first_heading_or_the_properties() {
    let title = |body: &str| title::title(&document(body)).map(|title| title.text);
    let all = [p("u1", "Vì sao?"), p("u1", "Đề mục"), p("Tieu", "Tên  bài")];
    assert_eq!(title(&all.concat()).as_deref(), Some("Tên bài"));
    assert_eq!(title(&all[..2].concat()).as_deref(), Some("Đề mục"));
    assert_eq!(title(&all[..1].concat()).as_deref(), Some("Tên trong máy"));
    let taken = fill(&document(&all.concat()), &outline(), "Tên bài", false).text;
    assert!(!taken.contains("### Tên bài"), "{taken}");
    let other = fill(&document(&all.concat()), &outline(), "Tên khác", false).text;
    assert!(other.contains("### Tên bài"), "{other}");
    let long = p("Tieu", &"rất dài ".repeat(12));
    let cut = super::lesson::fitted(&title(&long).expect("a title"));
    let Draft { text, losses, .. } = fill(&document(&long), &outline(), &cut, false);
    assert!(text.contains(&format!("**{}**", "rất dài ".repeat(12).trim())), "{text}");
    assert!(losses[0].en.contains("was cut"), "{losses:?}");
}

#[test]
fn letters_in_parts_are_whole() {
    let all = "<w:p><w:r><w:t>Lo</w:t></w:r><w:r><w:t>\u{323}\u{302}c</w:t></w:r></w:p>";
    assert_eq!(rest(all), "Lộc\n");
}

#[test]
fn numbers_that_belong_elsewhere_are_reported() {
    let losses = losses(&p("", "Gọi 111 theo Điều 5."));
    assert!(losses.contains("2 numbers are typed into the text (111, Điều 5)"), "{losses}");
}
