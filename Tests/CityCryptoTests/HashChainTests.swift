import CityCrypto
import Testing

@Suite struct HashChainTests {
    @Test func theSameFieldsAfterTheSameHashGiveTheSameHash() {
        let first: String = HashChain.next(after: HashChain.root, fields: ["a", "b"])
        #expect(HashChain.next(after: HashChain.root, fields: ["a", "b"]) == first)
        #expect(first.utf8.count == 64)
    }

    @Test(arguments: [
        ["ab", "c"], ["a", "bc"], ["abc"], ["a", "b", "c"], ["a\n1:b", "c"], ["", "abc"], ["abc", ""], [],
    ])
    func noTwoListsOfFieldsLookAlike(_ fields: [String]) {
        let others: [[String]] = [
            ["ab", "c"], ["a", "bc"], ["abc"], ["a", "b", "c"], ["a\n1:b", "c"], ["", "abc"], ["abc", ""], [],
        ].filter { $0 != fields }
        let hash: String = HashChain.next(after: HashChain.root, fields: fields)
        #expect(!others.contains { HashChain.next(after: HashChain.root, fields: $0) == hash })
    }

    @Test func aHashCoversTheOneBeforeIt() {
        let other: String = String(repeating: "1", count: 64)
        #expect(HashChain.next(after: HashChain.root, fields: ["a"]) != HashChain.next(after: other, fields: ["a"]))
    }
}
