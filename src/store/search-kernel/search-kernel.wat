;; Approximate cosines of many rows, sixteen numbers a step (WebAssembly fixed-width SIMD).
;; A row is `stride` numbers, a multiple of 16, as 8-bit whole numbers times one scale of its own;
;; a query is 16-bit whole numbers. What rounding to 8 bits costs a row at most is kept beside it, so
;; that the caller knows how far a score can be from the exact one (../quantised-rows.ts).
;; `npm run build:kernel` makes search-kernel-bytes.ts of this file.
(module
  (import "store" "memory" (memory 1))

  (func $sum_floats (param $v v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $v)) (f32x4.extract_lane 1 (local.get $v)))
      (f32.add (f32x4.extract_lane 2 (local.get $v)) (f32x4.extract_lane 3 (local.get $v)))))

  (func $largest_float (param $v v128) (result f32)
    (f32.max
      (f32.max (f32x4.extract_lane 0 (local.get $v)) (f32x4.extract_lane 1 (local.get $v)))
      (f32.max (f32x4.extract_lane 2 (local.get $v)) (f32x4.extract_lane 3 (local.get $v)))))

  (func $sum_integers (param $v v128) (result f32)
    (f32.convert_i32_s
      (i32.add
        (i32.add (i32x4.extract_lane 0 (local.get $v)) (i32x4.extract_lane 1 (local.get $v)))
        (i32.add (i32x4.extract_lane 2 (local.get $v)) (i32x4.extract_lane 3 (local.get $v))))))

  ;; Four floats as whole numbers of `step`; what that leaves is squared and added to `rest`.
  (func $round (param $from i32) (param $inverse v128) (result v128)
    (f32x4.nearest (f32x4.mul (v128.load (local.get $from)) (local.get $inverse))))

  (func $left (param $from i32) (param $rounded v128) (param $step v128) (result v128)
    (local $rest v128)
    (local.set $rest
      (f32x4.sub (v128.load (local.get $from)) (f32x4.mul (local.get $rounded) (local.get $step))))
    (f32x4.mul (local.get $rest) (local.get $rest)))

  ;; Rounds `count` rows of floats at `from` to rows of bytes at `to`. `scales` gets for each row what
  ;; a unit of its bytes is worth once the row has length one, `errors` the length of what is lost.
  (func (export "quantise")
    (param $from i32) (param $count i32) (param $stride i32)
    (param $to i32) (param $scales i32) (param $errors i32)
    (local $at i32) (local $end i32)
    (local $squares v128) (local $peaks v128) (local $rest v128)
    (local $norm f32) (local $step f32) (local $steps v128) (local $inverse v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (block $done
      (loop $row
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $squares (v128.const f32x4 0 0 0 0))
        (local.set $peaks (v128.const f32x4 0 0 0 0))
        (local.set $rest (v128.const f32x4 0 0 0 0))
        (local.set $end
          (i32.add (local.get $from) (i32.mul (local.get $stride) (i32.const 4))))
        (local.set $at (local.get $from))
        (loop $measure
          (local.set $a (v128.load (local.get $at)))
          (local.set $squares
            (f32x4.add (local.get $squares) (f32x4.mul (local.get $a) (local.get $a))))
          (local.set $peaks (f32x4.max (local.get $peaks) (f32x4.abs (local.get $a))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $measure (i32.lt_u (local.get $at) (local.get $end))))
        (local.set $norm (f32.sqrt (call $sum_floats (local.get $squares))))
        (local.set $step (f32.div (call $largest_float (local.get $peaks)) (f32.const 127)))
        (local.set $steps (f32x4.splat (local.get $step)))
        (local.set $inverse (f32x4.splat (f32.div (f32.const 1) (local.get $step))))
        (loop $sixteen
          (local.set $a (call $round (local.get $from) (local.get $inverse)))
          (local.set $b
            (call $round (i32.add (local.get $from) (i32.const 16)) (local.get $inverse)))
          (local.set $c
            (call $round (i32.add (local.get $from) (i32.const 32)) (local.get $inverse)))
          (local.set $d
            (call $round (i32.add (local.get $from) (i32.const 48)) (local.get $inverse)))
          (local.set $rest
            (f32x4.add (local.get $rest)
              (f32x4.add
                (f32x4.add
                  (call $left (local.get $from) (local.get $a) (local.get $steps))
                  (call $left (i32.add (local.get $from) (i32.const 16)) (local.get $b)
                    (local.get $steps)))
                (f32x4.add
                  (call $left (i32.add (local.get $from) (i32.const 32)) (local.get $c)
                    (local.get $steps))
                  (call $left (i32.add (local.get $from) (i32.const 48)) (local.get $d)
                    (local.get $steps))))))
          (v128.store (local.get $to)
            (i8x16.narrow_i16x8_s
              (i16x8.narrow_i32x4_s
                (i32x4.trunc_sat_f32x4_s (local.get $a)) (i32x4.trunc_sat_f32x4_s (local.get $b)))
              (i16x8.narrow_i32x4_s
                (i32x4.trunc_sat_f32x4_s (local.get $c)) (i32x4.trunc_sat_f32x4_s (local.get $d)))))
          (local.set $to (i32.add (local.get $to) (i32.const 16)))
          (local.set $from (i32.add (local.get $from) (i32.const 64)))
          (br_if $sixteen (i32.lt_u (local.get $from) (local.get $end))))
        (f32.store (local.get $scales) (f32.div (local.get $step) (local.get $norm)))
        (f32.store (local.get $errors)
          (f32.div (f32.sqrt (call $sum_floats (local.get $rest))) (local.get $norm)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
        (local.set $errors (i32.add (local.get $errors) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $row))))

  ;; The sum of a row's score: whole numbers times scale and factor, less what may have been lost.
  (func $score (param $sums v128) (param $scale i32) (param $error i32) (param $factor f32)
    (result f32)
    (f32.sub
      (f32.mul
        (call $sum_integers (local.get $sums))
        (f32.mul (f32.load (local.get $scale)) (local.get $factor)))
      (f32.load (local.get $error))))

  ;; The least that the cosine of each of `count` rows with the query can be, at `to`.
  (func (export "score")
    (param $query i32) (param $rows i32) (param $count i32) (param $stride i32)
    (param $scales i32) (param $errors i32) (param $factor f32) (param $to i32)
    (local $at i32) (local $end i32)
    (local $low v128) (local $high v128)
    (local $r0 i32) (local $r1 i32) (local $r2 i32) (local $r3 i32)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $end
      (i32.add (local.get $query) (i32.mul (local.get $stride) (i32.const 2))))
    (block $rest
      (loop $four
        (br_if $rest (i32.lt_u (local.get $count) (i32.const 4)))
        (local.set $r0 (local.get $rows))
        (local.set $r1 (i32.add (local.get $r0) (local.get $stride)))
        (local.set $r2 (i32.add (local.get $r1) (local.get $stride)))
        (local.set $r3 (i32.add (local.get $r2) (local.get $stride)))
        (local.set $rows (i32.add (local.get $r3) (local.get $stride)))
        (local.set $s0 (v128.const i32x4 0 0 0 0))
        (local.set $s1 (v128.const i32x4 0 0 0 0))
        (local.set $s2 (v128.const i32x4 0 0 0 0))
        (local.set $s3 (v128.const i32x4 0 0 0 0))
        (local.set $at (local.get $query))
        (loop $sixteen
          (local.set $low (v128.load (local.get $at)))
          (local.set $high (v128.load offset=16 (local.get $at)))
          (local.set $s0
            (i32x4.add
              (i32x4.add (local.get $s0)
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $r0))))
              (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $r0)))))
          (local.set $s1
            (i32x4.add
              (i32x4.add (local.get $s1)
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $r1))))
              (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $r1)))))
          (local.set $s2
            (i32x4.add
              (i32x4.add (local.get $s2)
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $r2))))
              (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $r2)))))
          (local.set $s3
            (i32x4.add
              (i32x4.add (local.get $s3)
                (i32x4.dot_i16x8_s (local.get $low) (v128.load8x8_s (local.get $r3))))
              (i32x4.dot_i16x8_s (local.get $high) (v128.load8x8_s offset=8 (local.get $r3)))))
          (local.set $r0 (i32.add (local.get $r0) (i32.const 16)))
          (local.set $r1 (i32.add (local.get $r1) (i32.const 16)))
          (local.set $r2 (i32.add (local.get $r2) (i32.const 16)))
          (local.set $r3 (i32.add (local.get $r3) (i32.const 16)))
          (local.set $at (i32.add (local.get $at) (i32.const 32)))
          (br_if $sixteen (i32.lt_u (local.get $at) (local.get $end))))
        (f32.store (local.get $to)
          (call $score (local.get $s0) (local.get $scales) (local.get $errors)
            (local.get $factor)))
        (f32.store offset=4 (local.get $to)
          (call $score (local.get $s1) (i32.add (local.get $scales) (i32.const 4))
            (i32.add (local.get $errors) (i32.const 4)) (local.get $factor)))
        (f32.store offset=8 (local.get $to)
          (call $score (local.get $s2) (i32.add (local.get $scales) (i32.const 8))
            (i32.add (local.get $errors) (i32.const 8)) (local.get $factor)))
        (f32.store offset=12 (local.get $to)
          (call $score (local.get $s3) (i32.add (local.get $scales) (i32.const 12))
            (i32.add (local.get $errors) (i32.const 12)) (local.get $factor)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
        (local.set $errors (i32.add (local.get $errors) (i32.const 16)))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (local.set $count (i32.sub (local.get $count) (i32.const 4)))
        (br $four)))
    (block $done
      (loop $one
        (br_if $done (i32.eqz (local.get $count)))
        (local.set $s0 (v128.const i32x4 0 0 0 0))
        (local.set $at (local.get $query))
        (loop $eight
          (local.set $s0
            (i32x4.add (local.get $s0)
              (i32x4.dot_i16x8_s
                (v128.load (local.get $at)) (v128.load8x8_s (local.get $rows)))))
          (local.set $rows (i32.add (local.get $rows) (i32.const 8)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $eight (i32.lt_u (local.get $at) (local.get $end))))
        (f32.store (local.get $to)
          (call $score (local.get $s0) (local.get $scales) (local.get $errors)
            (local.get $factor)))
        (local.set $scales (i32.add (local.get $scales) (i32.const 4)))
        (local.set $errors (i32.add (local.get $errors) (i32.const 4)))
        (local.set $to (i32.add (local.get $to) (i32.const 4)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br $one)))))
