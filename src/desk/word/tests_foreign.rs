//! What Word of 2010 and later, `LibreOffice`, WPS and Google Docs write, each in its own way.

use super::{
    read,
    refused::Refused,
    tests::{docx, draft, item, losses, p, paragraph, r, rest, rest_of, with},
};

#[test]
fn a_list_that_a_style_defines_is_counted() {
    let numbering = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Muc"/></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Muc"/><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let all = [item(1, 0, "một"), p("", "chen giữa"), item(1, 0, "hai")];
    let document = with(&all.concat(), &[("word/numbering.xml", numbering.as_bytes())]);
    let text = draft(&document).text;
    assert_eq!(rest_of(&text), "1. một\n\nchen giữa\n\n2. hai\n");
}

#[test]
fn an_item_that_was_taken_out_counts_no_longer() {
    let gone = r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"#;
    let all = [item(2, 0, "một"), gone.to_owned(), item(2, 0, "hai")];
    assert_eq!(rest(&all.concat()), "1. một\n2. hai\n");
}

#[test]
fn signs_of_newer_versions_are_signs() {
    let sign = r#"<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx xmlns:w16se="s" w16se:font="Segoe UI Emoji" w16se:char="2705"/></mc:Choice><mc:Fallback><w:t>✅</w:t></mc:Fallback></mc:AlternateContent></w:r>"#;
    assert_eq!(rest(&paragraph(&[sign.to_owned(), r("", " Rửa tay")])), "- ✅ Rửa tay\n");
}

#[test]
fn a_large_first_letter_is_the_first_letter_of_its_word() {
    let initial = r#"<w:p><w:pPr><w:framePr w:dropCap="drop" w:lines="3"/></w:pPr><w:r><w:t>Đ</w:t></w:r></w:p>"#;
    let all = [initial.to_owned(), p("", "uối nước"), p("", "xong"), initial.to_owned()];
    assert_eq!(rest(&all.concat()), "Đuối nước\n\nxong\n\nĐ\n");
}

#[test]
fn a_link_leads_to_its_place_of_the_page() {
    let link = |place: &str| {
        format!(r#"<w:hyperlink r:id="r4" w:anchor="{place}">{}</w:hyperlink>"#, r("", "đây"))
    };
    let field = r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.vn/luat" \l "dieu5" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>luật</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
    let within = r#"<w:hyperlink w:anchor="_Toc1"><w:r><w:t>mục 2</w:t></w:r></w:hyperlink>"#;
    let all = [link("phan-2"), r("", ", "), field.to_owned(), r("", ", "), within.to_owned()];
    let wanted =
        "[đây](https://www.who.int/a_b%28c%29#phan-2), [luật](https://a.vn/luat#dieu5), mục 2\n";
    assert_eq!(rest(&paragraph(&all)), wanted);
    assert!(losses(&paragraph(&all)).contains("links to places of the document"));
}

#[test]
fn columns_made_with_the_tab_key_are_columns() {
    let row = |cells: [&str; 2]| {
        format!(
            "<w:p><w:r><w:t>{}</w:t><w:tab/><w:tab/><w:t>{}</w:t></w:r></w:p>",
            cells[0], cells[1]
        )
    };
    let all = [row(["Thôn", "Số giếng"]), row(["Lộc An", "12"]), p("", "Hết")];
    assert_eq!(rest(&all.concat()), "| Thôn | Số giếng |\n|---|---|\n| Lộc An | 12 |\n\nHết\n");
    assert!(losses(&all.concat()).contains("columns were made with the tab key"));
    let lines = [row(["1.", "Đậy nắp"]), row(["2.", "Rào ao"]), row(["Tên:", "An"])];
    assert_eq!(rest(&lines.concat()), "1. Đậy nắp\n2. Rào ao\n\nTên: An\n");
    assert_eq!(rest(&row(["Năm 2024 có 12", "500"])), "Năm 2024 có 12; 500\n");
}

#[test]
fn words_that_are_another_file_are_reported_with_what_to_do() {
    let chunk = r#"<w:altChunk r:id="r20"/>"#;
    assert_eq!(read::document(&docx(chunk), false).expect_err("no words"), Refused::Wrapped);
    let both = [p("", "a"), r#"<w:subDoc r:id="r20"/>"#.to_owned()].concat();
    assert!(losses(&both).contains("files embedded in Word, left out: 1"));
}

#[test]
fn what_word_works_out_itself_is_marked_where_it_is_not_there() {
    let field = |code: &str| {
        format!(
            r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        )
    };
    let all = paragraph(&[
        r("", "Hình "),
        field(r"SEQ Hình \* ARABIC"),
        field("XE &quot;ao&quot;"),
        r("", ": ao"),
    ]);
    assert!(rest(&all).starts_with("Hình [Cần viết] chỗ chưa điền (SEQ Hình"), "{}", rest(&all));
    let unknown = paragraph(&[r("", "Ngày "), "<w:r><w:dayLong/></w:r>".to_owned()]);
    let line = "kinds of things in Word that cannot be read here, so look there: 1 (“dayLong”)";
    assert!(losses(&unknown).contains(line), "{}", losses(&unknown));
    // What a condition asks for is not shown.
    let nested = format!(
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>{}<w:r><w:instrText> = 1 "một" "khác" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>MERGEFIELD So</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#,
        r("", "một")
    );
    assert_eq!(rest(&paragraph(&[nested])), "một\n");
}

#[test]
fn what_was_taken_out_of_an_equation_is_not_in_it() {
    let all = "<w:p><m:oMath><m:r><m:t>a=</m:t></m:r><w:del><m:r><m:t>1</m:t></m:r></w:del><w:ins><m:r><m:t>2</m:t></m:r></w:ins></m:oMath></w:p>";
    assert_eq!(rest(all), "a=2\n");
    assert!(losses(all).contains("tracked deletions left out: 1 (“1”)"), "{}", losses(all));
}

#[test]
fn words_within_anything_are_words() {
    let wrapped = |open: &str, close: &str| format!("{open}{}{close}", r("", "chữ"));
    for (open, close) in [
        (
            "<w:sdt><w:sdtPr><w:tag w:val=\"goog_rdk_0\"/></w:sdtPr><w:sdtContent>",
            "</w:sdtContent></w:sdt>",
        ),
        ("<w:smartTag w:element=\"place\"><w:smartTagPr><w:attr/></w:smartTagPr>", "</w:smartTag>"),
        ("<w:customXml w:element=\"x\">", "</w:customXml>"),
        ("<w:ins><w:smartTag>", "</w:smartTag></w:ins>"),
        ("<w:moveTo>", "</w:moveTo>"),
        ("<w:bookmarkStart w:id=\"0\"/>", "<w:bookmarkEnd w:id=\"0\"/>"),
        ("<w:dir w:val=\"ltr\">", "</w:dir>"),
        ("<w:fldSimple w:instr=\"TITLE\">", "</w:fldSimple>"),
        (
            "<mc:AlternateContent><mc:Choice>",
            "</mc:Choice><mc:Fallback><w:r><w:t>khác</w:t></w:r></mc:Fallback></mc:AlternateContent>",
        ),
    ] {
        let all = paragraph(&[wrapped(open, close)]);
        assert_eq!(rest(&all), "chữ\n", "{open}");
    }
    for looks in ["<w:caps/>", "<w:smallCaps/>", "<w:webHidden/>", "<w:specVanish/>"] {
        assert_eq!(rest(&paragraph(&[r(looks, "chữ")])), "chữ\n", "{looks}");
    }
    let letters = "<w:r><w:t>xe</w:t><w:noBreakHyphen/><w:t>đạp, n</w:t><w:softHyphen/><w:t>ước\nsạch</w:t><w:br w:type=\"page\"/><w:t>sang trang</w:t></w:r>";
    assert_eq!(rest(&paragraph(&[letters.to_owned()])), "xe-đạp, nước sạch sang trang\n");
}

#[test]
fn controls_around_rows_and_cells_and_tables_within_cells_keep_their_words() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/>",
        cell(&p("", "trong")),
        cell(&p("", "ngoài"))
    );
    let down = |state: &str, text: &str| {
        format!("<w:tc><w:tcPr><w:vMerge{state}/></w:tcPr>{}</w:tc>", p("", text))
    };
    let rows = [
        format!(
            "<w:sdt><w:sdtContent><w:tr>{}{}</w:tr></w:sdtContent></w:sdt>",
            cell(&p("", "a")),
            cell(&p("", "b"))
        ),
        format!(
            "<w:tr><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:tr>",
            cell(&p("", "c")),
            cell(&inner)
        ),
        format!("<w:tr>{}{}</w:tr>", down(" w:val=\"restart\"", "d"), cell(&p("", "e"))),
        format!("<w:tr>{}{}</w:tr>", down("", ""), cell(&p("", "g"))),
    ];
    let table = format!("<w:tbl>{}</w:tbl>", rows.concat());
    let wanted = "| a | b |\n|---|---|\n| c | trong; ngoài |\n| d | e |\n| | g |\n";
    assert_eq!(rest(&table), wanted);
    let losses = losses(&table);
    assert!(losses.contains("tables within a cell") && losses.contains("merged cells"), "{losses}");
}
