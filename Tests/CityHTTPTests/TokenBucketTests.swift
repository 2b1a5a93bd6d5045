import CityCore
import CityHTTP
import CityTestSupport
import Testing

@Suite struct TokenBucketTests {
    private let start: Timestamp = TestClock.monday

    @Test func whatIsSavedUpMayBeSpentAtOnceAndThenOnlyWhatComesBack() {
        var buckets: TokenBuckets = TokenBuckets(RateLimit(burst: 3, perSecond: 0.5))
        let first: [Int?] = (1...4).map { _ in buckets.take("a", at: start) }
        #expect(first == [nil, nil, nil, 2])
        #expect(buckets.take("b", at: start) == nil)
        #expect(buckets.take("a", at: start + .seconds(1)) == 1)
        #expect(buckets.take("a", at: start + .seconds(2)) == nil)
        #expect(buckets.take("a", at: start + .seconds(2)) == 2)
        let rested: [Int?] = (1...4).map { _ in buckets.take("a", at: start + .seconds(3600)) }
        #expect(rested == [nil, nil, nil, 2])
    }

    @Test func aClockThatIsPutBackTakesNothingAway() {
        var buckets: TokenBuckets = TokenBuckets(RateLimit(burst: 2, perSecond: 1))
        #expect(buckets.take("a", at: start) == nil)
        #expect(buckets.take("a", at: start - .seconds(3600)) == nil)
        #expect(buckets.take("a", at: start - .seconds(3600)) == 1)
    }

    @Test func memoryIsBoundedAndWhoeverStillAsksIsNotForgotten() {
        var buckets: TokenBuckets = TokenBuckets(RateLimit(burst: 1, perSecond: 0.001), keysMax: 100)
        #expect(buckets.take("busy", at: start) == nil)
        for number in 1...10_000 {
            #expect(buckets.take("passing \(number)", at: start) == nil)
            if number % 20 == 0 { #expect(buckets.take("busy", at: start) != nil) }
        }
        #expect(buckets.count <= 100)
    }

    @Test(arguments: [("300/1", 300.0, 1.0), (" 5 / 0.5 ", 5, 0.5), ("off", .infinity, 0)])
    func aLimitIsWrittenAsBurstAndRate(_ text: String, _ burst: Double, _ perSecond: Double) throws {
        #expect(try RateLimit(text, key: "limits.account") == RateLimit(burst: burst, perSecond: perSecond))
    }

    @Test(arguments: ["", "300", "0/1", "1/0", "-1/1", "a/b", "1/2/3", "inf/1", "nan/1"])
    func anythingElseIsRefused(_ text: String) {
        #expect(throws: CityError.self) { try RateLimit(text, key: "limits.account") }
    }

    @Test func offIsWithoutEnd() {
        var buckets: TokenBuckets = TokenBuckets(.none)
        #expect((1...10_000).allSatisfy { _ in buckets.take("a", at: start) == nil })
    }
}
